import { useDraggable, useDroppable } from '@dnd-kit/core'
import { useId, type KeyboardEvent } from 'react'
import { Icon } from '#app/ui/Icon.tsx'
import type { BoardView } from './board-view.ts'
import type { GroupList } from './group-list.ts'

type Topic = BoardView['topics'][number]

/** Topics without a place: tap one and choose its place, drag it, or type the number. */
export function BoardTopics({
  topics,
  list,
  unrankedRank,
  held,
  isAlive,
  onHold,
  onPlace,
}: {
  topics: Topic[]
  list: GroupList
  unrankedRank: number
  /** The topic whose places are shown. */
  held: string | null
  isAlive: boolean
  onHold: (topicId: string | null) => void
  onPlace: (topicId: string, rank: number) => void
}) {
  const { setNodeRef, isOver } = useDroppable({ id: 'af' })
  return (
    <div ref={setNodeRef} className={isOver ? 'gb-off is-over' : 'gb-off'}>
      {topics.length === 0 ? (
        <p className="gb-none">Alle onderwerpen hebben een plaats.</p>
      ) : (
        <ul className="sm-topics">
          {topics.map((topic) => (
            <TopicRow
              key={topic.id}
              {...{ topic, list, isAlive, onHold, onPlace }}
              isHeld={!isAlive || held === topic.id}
            />
          ))}
        </ul>
      )}
      <p className="small soft gb-note">Een onderwerp zonder plaats telt straks als plaats {unrankedRank}.</p>
    </div>
  )
}

function TopicRow({
  topic,
  list,
  isHeld,
  isAlive,
  onHold,
  onPlace,
}: {
  topic: Topic
  list: GroupList
  isHeld: boolean
  isAlive: boolean
  onHold: (topicId: string | null) => void
  onPlace: (topicId: string, rank: number) => void
}) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: topic.id })
  const label = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && isHeld) {
      onHold(null)
      event.currentTarget.closest('li')?.querySelector('button')?.focus()
      return
    }
    const rank = rankOfKey(event, list.length)
    if (rank === null) return
    event.preventDefault()
    onPlace(topic.id, rank)
  }
  const name = (
    <>
      <Icon name="grip" />
      <span>
        {topic.name}
        {topic.description && <small>{topic.description}</small>}
      </span>
    </>
  )
  return (
    <li ref={setNodeRef} className={isDragging ? 'is-dragged' : undefined}>
      {isAlive ? (
        <button
          type="button"
          className={isHeld ? 'sm-topic is-held' : 'sm-topic'}
          aria-expanded={isHeld}
          data-topic={topic.id}
          onClick={() => onHold(isHeld ? null : topic.id)}
          onKeyDown={onKeyDown}
          {...listeners}
        >
          {name}
        </button>
      ) : (
        <p className="sm-topic is-held">{name}</p>
      )}
      {isHeld && (
        <form
          method="post"
          className="sm-put"
          onSubmit={(event) => {
            if (!isAlive) return
            event.preventDefault()
            const rank = Number((event.nativeEvent as SubmitEvent).submitter?.getAttribute('value'))
            if (rank) onPlace(topic.id, rank)
          }}
        >
          <p id={label}>
            Zet<span className="vh"> {topic.name}</span> op plaats <span className="soft">(de rest schuift op)</span>
          </p>
          <input type="hidden" name="act" value="placeTopic" />
          <input type="hidden" name="topicId" value={topic.id} />
          <div role="group" aria-labelledby={label}>
            {list.map((taken, index) => (
              <button
                key={index}
                name="rank"
                value={index + 1}
                onKeyDown={isAlive ? onKeyDown : undefined}
                className={taken === null ? 'free' : undefined}
                aria-label={taken === null ? `${index + 1}, nog vrij` : String(index + 1)}
              >
                {index + 1}
              </button>
            ))}
          </div>
        </form>
      )}
    </li>
  )
}

/** The place that a digit stands for, while no other key is held with it. */
export function rankOfKey(event: KeyboardEvent, places: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return null
  const rank = Number(event.key)
  return rank <= places ? rank : null
}
