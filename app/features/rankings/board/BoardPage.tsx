import { DndContext, MouseSensor, TouchSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core'
import { useEffect, useRef, useState } from 'react'
import { topWord } from '#app/features/rankings/session.ts'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useTicking } from '#app/live/use-ticking.ts'
import { formatDate } from '#app/local-date.ts'
import { paths } from '#app/paths.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { SkipLink } from '#app/ui/Shell.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { BoardFoot } from './BoardFoot.tsx'
import { BoardHead } from './BoardHead.tsx'
import { BoardPlaces, type ShownPlace } from './BoardPlaces.tsx'
import { BoardTopics } from './BoardTopics.tsx'
import { MotivationField } from './MotivationField.tsx'
import type { BoardPageData } from './board-page.server.ts'
import { agoWords, clashIn, moveWords, shownList } from './board-view.ts'
import { useLiveBoard } from './use-live-board.ts'

/** How long a move of another stands out. */
const ARRIVED_FOR_MS = 8000

/** The board of a group: topics without a place beside the places of the list. */
export function BoardPage({ data, answer }: { data: BoardPageData; answer: FormAnswer | null }) {
  const { slug, groupId, ownId } = data
  const path = paths.council.board(slug, groupId)
  const board = useLiveBoard(data.view, { slug, groupId, ownId })
  const { view, pending } = board
  const now = useTicking(view.readAt)
  const isAlive = useEnhanced()
  const [held, setHeld] = useState<string | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
  )
  const focusAfter = useRef<string | null>(null)

  const isFixed = view.state !== 'open'
  const list = shownList(view, pending)
  const topicName = (id: string) => view.topics.find((topic) => topic.id === id)?.name ?? ''
  const memberName = (id: string) => view.members.find(({ accountId }) => accountId === id)?.name ?? 'De griffie'
  const entryOf = (id: string) => view.entries.find(({ topicId }) => topicId === id)

  const put = (topicId: string, rank: number | null) => {
    setHeld(null)
    focusAfter.current = topicId
    board.send(rank === null ? { act: 'takeTopicOff', topicId } : { act: 'placeTopic', topicId, rank: String(rank) })
  }
  // A topic that moved takes the focus along, or a keyboard would be back at the top after each move.
  useEffect(() => {
    const topicId = focusAfter.current
    if (!topicId) return
    focusAfter.current = null
    const place = list.indexOf(topicId)
    const moved = place < 0 ? `[data-topic="${topicId}"]` : `[data-place="${place + 1}"] .sm-ib`
    document.querySelector<HTMLElement>(moved)?.focus({ preventScroll: true })
  })

  const latest = view.moves[0]
  const places: ShownPlace[] = list.map((topicId, index) => {
    const move = view.moves.find((one) => one.topicId === topicId && one.kind !== 'motivate')
    const isOwn = move?.accountId === ownId || pending.some((one) => one.topicId === topicId)
    const isNew = move !== undefined && !isOwn && now - Date.parse(move.at) < ARRIVED_FOR_MS
    const writer = Object.entries(board.typing).find(([id, { at }]) => id !== ownId && at === topicId)
    return {
      rank: index + 1,
      topic: topicId === null ? null : { id: topicId, name: topicName(topicId) },
      arrived: isNew && move ? moveWords(move, () => 'dit', ownId) : null,
      writing: writer ? memberName(writer[0]) : null,
    }
  })
  const off = view.topics.filter(({ id }) => !list.includes(id))
  const filled = list.filter((topic) => topic !== null).length
  const explained = list.filter((topicId) => topicId !== null && entryOf(topicId)?.motivation.trim()).length
  const meeting = [data.meetingKind, data.heldOn && formatDate(data.heldOn)].filter(Boolean).join(' ')
  const sent = !isAlive && answer ? clashIn(answer) : null
  const clashOf = (topicId: string) =>
    [...board.clashes, ...(sent ? [sent] : [])].find((clash) => clash.topicId === topicId) ?? null
  const refused = board.problem || (answer && !clashIn(answer) ? Object.values(answer.errors)[0] : '')

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over) return
    const topicId = String(active.id)
    const rank = over.id === 'af' ? null : Number(String(over.id).replace('plaats-', ''))
    if (rank !== null || list.includes(topicId)) put(topicId, rank)
  }

  return (
    <div className="p-gb">
      <SkipLink href="#lijst">Ga naar de lijst</SkipLink>
      <BoardHead
        title={`${view.groupName} maakt de ${topWord(view.k)}`}
        below={[data.title, meeting].filter(Boolean).join(', ')}
        {...{ members: view.members, ownId, plannedClose: view.plannedClose, now, isOpen: !isFixed }}
      />
      <DndContext
        sensors={sensors}
        onDragEnd={onDragEnd}
        accessibility={{ screenReaderInstructions: { draggable: '' }, announcements: silent }}
      >
        <main id="inhoud" tabIndex={-1}>
          {data.isClerk && !isFixed && (
            <p className="gb-clerk">
              <Icon name="info" />U vult deze lijst in voor de groep. Bij elke zet staat dat de griffie hem deed.
            </p>
          )}
          {!data.isClerk && !isFixed && filled === 0 && (
            <p className="gb-clerk">
              <Icon name="info" />
              Geef samen {view.k === 1 ? '1 onderwerp' : `${view.k} onderwerpen`} een plaats, en schrijf bij elke plaats
              waarom. Uw groep ziet meteen wat u doet.
            </p>
          )}
          {view.state !== 'open' && <p className="gb-clerk">{stateSays[view.state]}</p>}
          {refused && (
            <p className="gb-refused" role="alert">
              {refused}
            </p>
          )}
          <div className="sm-gb">
            {!isFixed && (
              <section aria-labelledby="onderwerpen">
                <h2 id="onderwerpen">
                  Onderwerpen <span>{off.length} zonder plaats</span>
                </h2>
                <BoardTopics
                  topics={off}
                  {...{ list, held, isAlive }}
                  unrankedRank={view.unrankedRank}
                  onHold={setHeld}
                  onPlace={put}
                />
                {view.moves.length > 0 && (
                  <>
                    <h3 className="sm-logh">Net gebeurd</h3>
                    <ol className="sm-hist">
                      {view.moves.map((move) => (
                        <li key={move.version}>
                          {moveWords(move, topicName, ownId)}, {agoWords(move.at, now)}
                        </li>
                      ))}
                    </ol>
                  </>
                )}
              </section>
            )}
            <section aria-labelledby="lijst" className="gb-list">
              <h2 id="lijst" tabIndex={-1}>
                Onze {topWord(view.k)} <Progress k={view.k} {...{ filled, explained }} />
              </h2>
              <BoardPlaces
                {...{ places, isAlive, isFixed }}
                free={off}
                empty={view.state === 'prepared' ? 'Nog vrij.' : 'Leeg gebleven.'}
                onPlace={put}
                onRemove={(topicId) => put(topicId, null)}
                why={({ topic, rank }) =>
                  isFixed ? (
                    <p className="gb-text">{entryOf(topic.id)?.motivation || 'Geen motivatie.'}</p>
                  ) : (
                    <MotivationField
                      {...{ topic, rank, isAlive }}
                      stored={entryOf(topic.id)?.motivation ?? ''}
                      clash={clashOf(topic.id)}
                      onSave={(text, seen) =>
                        board.send({ act: 'writeMotivation', topicId: topic.id, motivation: text, seen })
                      }
                      onTyping={(isTyping) => board.showTypingOnBoard(isTyping ? topic.id : null)}
                      onSettled={() => board.settle(topic.id)}
                    />
                  )
                }
              />
            </section>
          </div>
        </main>
      </DndContext>
      <p className="vh" role="status">
        {isAlive && latest && latest.kind !== 'motivate' ? moveWords(latest, topicName, ownId) : ''}
      </p>
      <BoardFoot
        {...{
          path,
          connection: board.connection,
          waiting: board.waiting,
          places: view.k,
          isAlive,
          isFixed,
          canUndo: view.moves.length > 0,
        }}
        onUndo={() => board.send({ act: 'undoMove' })}
      />
    </div>
  )
}

/** How much of the list is done: a place counts with its motivation. */
function Progress({ k, filled, explained }: { k: number; filled: number; explained: number }) {
  if (filled === k && explained === k) {
    return (
      <span>
        <Icon name="check" /> <b>Klaar</b>, met alle motivaties
      </span>
    )
  }
  return (
    <span>
      {filled} van {k} plaatsen, {explained} van {k} motivaties
    </span>
  )
}

const stateSays = {
  prepared: 'De griffier opent de ranglijst straks. Deze pagina gaat dan vanzelf verder.',
  closed: 'De griffier heeft de ranglijst gesloten. Dit is uw lijst.',
  published: 'De uitslag is openbaar. Dit is uw lijst.',
}

/** Moves are announced by the board itself, also those of others and those by keyboard. */
const silent = { onDragStart: () => '', onDragOver: () => '', onDragEnd: () => '', onDragCancel: () => '' }
