import { useEffect, useState } from 'react'
import { useTypingSignal } from '#app/live/use-typing-signal.ts'
import { Button } from '#app/ui/Button.tsx'
import type { Clash } from './board-view.ts'

const SAVES_AFTER_MS = 900

/**
 * Why a topic is on its place. Kept by itself while one writes; what another wrote comes in when one is not writing. Two
 * who wrote at once see both texts and choose.
 */
export function MotivationField({
  topic,
  rank,
  stored,
  clash,
  isAlive,
  onSave,
  onTyping,
  onSettled,
}: {
  topic: { id: string; name: string }
  rank: number
  stored: string
  clash: Omit<Clash, 'topicId'> | null
  /** Whether JavaScript runs: without it there is a button. */
  isAlive: boolean
  onSave: (text: string, seen: string) => void
  onTyping: (isTyping: boolean) => void
  onSettled: () => void
}) {
  const [text, setText] = useState(clash?.yours ?? stored)
  const [seen, setSeen] = useState(stored)
  const signal = useTypingSignal(onTyping)
  const isChanged = text !== seen

  const [known, setKnown] = useState(stored)
  if (known !== stored) {
    setKnown(stored)
    // What others wrote comes in only where nothing of one's own would be lost.
    if (!isChanged) {
      setText(stored)
      setSeen(stored)
    }
  }

  const save = (next = text, from = seen) => {
    onSave(next, from)
    setSeen(next)
    signal.stopped()
  }
  useEffect(() => {
    if (!isChanged || clash) return
    const later = setTimeout(() => save(), SAVES_AFTER_MS)
    return () => clearTimeout(later)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is typed starts the wait anew, and nothing else does
  }, [text, seen, clash === null])

  const type = (next: string) => {
    setText(next)
    signal.typed()
  }
  const choose = (next: string) => {
    setText(next)
    if (clash) save(next, clash.theirs)
    onSettled()
  }
  const id = `motivatie-${topic.id}`
  return (
    <form method="post" className="gb-why">
      <input type="hidden" name="topicId" value={topic.id} />
      <input type="hidden" name="seen" value={clash?.theirs ?? seen} />
      <label className="gb-why__l" htmlFor={id}>
        Waarom
        <span className="vh">
          {' '}
          {topic.name} op plaats {rank}
        </span>
        ?
      </label>
      <textarea
        id={id}
        name="motivation"
        rows={1}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => isAlive && isChanged && !clash && save()}
      />
      {!isAlive && (
        <Button small name="act" value="writeMotivation">
          Bewaar<span className="vh"> waarom {topic.name}</span>
        </Button>
      )}
      {clash && (
        <div className="sm-conf" role="alert">
          <p>Iemand anders schreef hier ook. Kies welke tekst blijft.</p>
          <div>
            <section>
              <h3>Van de ander</h3>
              <p className="gb-text">{clash.theirs}</p>
            </section>
            <section>
              <h3>Van u</h3>
              <p className="gb-text">{clash.yours}</p>
            </section>
          </div>
          {isAlive ? (
            <div className="sm-conf__m">
              <Button small type="button" onClick={() => choose(clash.yours)}>
                Houd de mijne
              </Button>
              <Button small type="button" variant="quiet" onClick={() => choose(clash.theirs)}>
                Neem de andere
              </Button>
              <Button small type="button" variant="quiet" onClick={() => choose(`${clash.theirs}\n${clash.yours}`)}>
                Houd ze allebei
              </Button>
            </div>
          ) : (
            <p className="small">
              Pas de tekst in het vak aan en druk op Bewaar: dan blijft staan wat in het vak staat.
            </p>
          )}
        </div>
      )}
    </form>
  )
}
