import { listed } from '#app/features/rankings/publication/counts-in-words.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { Select } from '#app/ui/Field.tsx'
import { Fold, StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import type { OutcomeView } from './clerk-view.server.ts'

const says: Record<string, string> = {
  relateTopics: 'Gemarkeerd. Het staat bij de uitslag.',
  unrelateTopics: 'De markering is weg.',
}

/** Most motivations name the same few pairs; the rest folds. */
const FIRST = 8

/** Topics that groups brought together in what they wrote, or that the clerk marks. It stands beside the outcome and changes nothing in it. */
export function TogetherTopics({ outcome, mayMark, done }: { outcome: OutcomeView; mayMark: boolean; done: string }) {
  const { together, topics } = outcome
  const { answer, field } = useForm('relateTopics')
  if (together.length === 0 && !mayMark) return null
  return (
    <section className="sm-sec" id="samen" aria-labelledby="samen-kop">
      <h2 id="samen-kop" className="read">
        Wat hoort bij elkaar?
      </h2>
      {says[done] && <StatusMessage>{says[done]}</StatusMessage>}
      <p className="soft">
        {together.length === 0
          ? 'In de motivaties noemt geen groep een ander onderwerp.'
          : 'Groepen noemden bij het ene onderwerp het andere.'}{' '}
        Wat u markeert, komt bij de uitslag te staan. De uitslag zelf verandert er niet door.
      </p>
      <Pairs pairs={together.slice(0, FIRST)} mayMark={mayMark} />
      {together.length > FIRST && (
        <Fold summary={`Toon de andere ${together.length - FIRST}`}>
          <Pairs pairs={together.slice(FIRST)} mayMark={mayMark} />
        </Fold>
      )}
      {mayMark && topics.length > 1 && (
        <Fold summary="Markeer zelf twee onderwerpen" open={answer !== null}>
          <form method="post" className="form" noValidate>
            <div className="sm-row2 ck-top">
              <Select {...field('topicId')} label="Dit onderwerp" options={topics} empty="Kies een onderwerp" />
              <Select {...field('otherId')} label="hoort bij" options={topics} empty="Kies een onderwerp" />
            </div>
            <Buttons>
              <Button name="act" value="relateTopics">
                Markeer
              </Button>
            </Buttons>
          </form>
        </Fold>
      )}
    </section>
  )
}

function Pairs({ pairs, mayMark }: { pairs: OutcomeView['together']; mayMark: boolean }) {
  if (pairs.length === 0) return null
  return (
    <ul className="ck-list">
      {pairs.map((pair) => (
        <li key={pair.ids.join()} className="ck-list__group">
          <div>
            <p className="ck-list__name">
              {listed(pair.topics)} {pair.byClerk && <Tag tone="heather">gemarkeerd</Tag>}
            </p>
            <p className="small soft">
              {pair.groups.length > 0 && `Genoemd door ${listed(pair.groups)}. `}
              Als één onderwerp: plaats {pair.place}, som {pair.sum}.
            </p>
          </div>
          {mayMark && (
            <form method="post">
              <input type="hidden" name="topicId" value={pair.ids[0]} />
              <input type="hidden" name="otherId" value={pair.ids[1]} />
              <Button small variant="quiet" name="act" value={pair.byClerk ? 'unrelateTopics' : 'relateTopics'}>
                {pair.byClerk ? 'Haal de markering weg' : 'Markeer'}
                <span className="vh">: {listed(pair.topics)}</span>
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}
