import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { Icon, type IconName } from '#app/ui/Icon.tsx'
import { rankOfKey } from './BoardTopics.tsx'

export type ShownPlace = {
  rank: number
  topic: { id: string; name: string } | null
  /** Who moved it here a moment ago, in words; others only. */
  arrived: string | null
  /** Who is writing about it now. */
  writing: string | null
}

export type PlaceActs = {
  onPlace: (topicId: string, rank: number) => void
  onRemove: (topicId: string) => void
}

/** The places of the list, from first to last; a free one says how to fill it. */
export function BoardPlaces({
  places,
  isAlive,
  isFixed,
  free,
  empty,
  why,
  ...acts
}: PlaceActs & {
  places: ShownPlace[]
  isAlive: boolean
  isFixed: boolean
  /** Topics without a place, to choose from. */
  free: { id: string; name: string }[]
  /** What a place without a topic says when nobody can fill it. */
  empty: string
  /** The motivation of a place. */
  why: (place: ShownPlace & { topic: { id: string; name: string } }) => ReactNode
}) {
  return (
    <ol className="sm-places">
      {places.map((shown) =>
        shown.topic === null ? (
          <FreePlace
            key={`vrij-${shown.rank}`}
            {...{ rank: shown.rank, isFixed, isAlive, free, empty }}
            onPlace={acts.onPlace}
          />
        ) : (
          <TakenPlace
            key={shown.topic.id}
            {...acts}
            place={{ ...shown, topic: shown.topic }}
            last={places.length}
            isAlive={isAlive}
            isFixed={isFixed}
            why={why({ ...shown, topic: shown.topic })}
          />
        ),
      )}
    </ol>
  )
}

function FreePlace({
  rank,
  isFixed,
  isAlive,
  free,
  empty,
  onPlace,
}: {
  rank: number
  isFixed: boolean
  isAlive: boolean
  free: { id: string; name: string }[]
  empty: string
  onPlace: PlaceActs['onPlace']
}) {
  const { setNodeRef, isOver } = useDroppable({ id: `plaats-${rank}` })
  const id = useId()
  return (
    <li ref={setNodeRef} className={isOver ? 'sm-place is-empty is-over' : 'sm-place is-empty'}>
      <span className="sm-place__n">{rank}</span>
      {isFixed ? (
        <p>{empty}</p>
      ) : (
        <form method="post" className="gb-free">
          <input type="hidden" name="act" value="placeTopic" />
          <input type="hidden" name="rank" value={rank} />
          <label htmlFor={id}>
            Nog vrij<span className="vh">, plaats {rank}</span>
          </label>
          <select
            id={id}
            name="topicId"
            value=""
            onChange={(event) => isAlive && event.currentTarget.value && onPlace(event.currentTarget.value, rank)}
          >
            <option value="">Kies een onderwerp</option>
            {free.map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
          </select>
          {isAlive ? <span className="gb-drag">of sleep het hierheen</span> : <button className="sm-ib">Zet</button>}
        </form>
      )}
    </li>
  )
}

function TakenPlace({
  place: { rank, topic, arrived, writing },
  last,
  isAlive,
  isFixed,
  why,
  onPlace,
  onRemove,
}: PlaceActs & {
  place: ShownPlace & { topic: { id: string; name: string } }
  last: number
  isAlive: boolean
  isFixed: boolean
  why: ReactNode
}) {
  const { setNodeRef: dropHere, isOver } = useDroppable({ id: `plaats-${rank}` })
  const { setNodeRef: dragFrom, listeners, isDragging } = useDraggable({ id: topic.id, disabled: isFixed })
  const onKeyDown = (event: KeyboardEvent) => {
    const rankTyped = rankOfKey(event, last)
    const to =
      event.altKey && event.key === 'ArrowUp'
        ? rank - 1
        : event.altKey && event.key === 'ArrowDown'
          ? rank + 1
          : rankTyped
    if (event.key === 'Delete') onRemove(topic.id)
    else if (to !== null && to >= 1 && to <= last) onPlace(topic.id, to)
    else return
    event.preventDefault()
  }
  const act = (name: string, icon: IconName, fields: Record<string, string>, run: () => void) => (
    <form
      method="post"
      onSubmit={(event) => {
        if (!isAlive) return
        event.preventDefault()
        run()
      }}
    >
      <input type="hidden" name="topicId" value={topic.id} />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <button className="sm-ib" aria-label={`${topic.name} ${name}`} onKeyDown={onKeyDown}>
        <Icon name={icon} />
      </button>
    </form>
  )
  const move = (to: number) => ({ act: 'placeTopic', rank: String(to) })
  const state = [arrived && 'is-arrived', isOver && 'is-over', isDragging && 'is-dragged'].filter(Boolean).join(' ')
  return (
    <li ref={dropHere} className={`sm-place ${state}`} data-place={rank}>
      <span className="sm-place__n">
        {rank}
        {isAlive && !isFixed && (
          <span ref={dragFrom} className="sm-grip" {...listeners}>
            <Icon name="grip" />
          </span>
        )}
      </span>
      <div>
        <h3 className="sm-place__t">{topic.name}</h3>
        {arrived && (
          <p className="sm-place__by">
            <Icon name="arrow-right" />
            {arrived}
          </p>
        )}
        {writing && (
          <p className="sm-place__by is-writing">
            <Icon name="pencil" />
            {writing} schrijft een motivatie
          </p>
        )}
        {why}
      </div>
      {!isFixed && (
        <div className="sm-place__b">
          {rank > 1 && act('omhoog', 'arrow-up', move(rank - 1), () => onPlace(topic.id, rank - 1))}
          {rank < last && act('omlaag', 'arrow-down', move(rank + 1), () => onPlace(topic.id, rank + 1))}
          {act('van de lijst', 'x', { act: 'takeTopicOff' }, () => onRemove(topic.id))}
        </div>
      )}
    </li>
  )
}
