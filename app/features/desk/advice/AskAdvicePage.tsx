import { PublicWordsText } from '#app/features/points/PublicWordsText.tsx'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { TextArea, TextInput } from '#app/ui/Field.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Empty } from '#app/ui/Marks.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { ADVICE_DAYS, MOST_ADVICE_DAYS } from './advice.ts'
import type { AdvisedPoint } from './advice-queries.server.ts'

export type AskAdviceView = {
  process: { slug: string; title: string }
  formKey: string
  points: (AdvisedPoint & { number: string })[]
  /** Address of the list that they were chosen in. */
  back: string
  /** What is asked again; null for a new question. */
  again: { id: string; adviser: string; email: string; question: string } | null
}

/** The form to ask for advice on points, with exactly what the adviser will read of them. */
export function AskAdvicePage({ view: { process, formKey, points, back, again } }: { view: AskAdviceView }) {
  const form = useForm('askAdvice', {
    ...{ key: formKey, days: ADVICE_DAYS, pointIds: points.map(({ id }) => id) },
    ...{ adviser: again?.adviser, email: again?.email, question: again?.question, instead: again?.id },
  })
  const person = form.found<{ foundSeen: string }>('tellsOfPerson')
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: paths.official.process.details(process.slug), label: process.title },
          { href: back, label: 'Punten' },
        ]}
      />
      <h1 className="under-4">
        Vraag {again && 'opnieuw '}advies{points.length > 1 && ` over ${points.length} punten`}
      </h1>
      {points.length === 0 ? (
        <Empty
          title="Er zijn geen punten gekozen"
          action={<ButtonLink href={paths.official.process.points(process.slug)}>Naar de punten</ButtonLink>}
        >
          Kies punten in de lijst, of open een punt, en kies daar “Vraag advies”.
        </Empty>
      ) : (
        <div className="cols">
          <section className="sm-sec" aria-labelledby="vraag">
            <h2 id="vraag">Aan wie en wat</h2>
            <form method="post" className="form" noValidate>
              <input type="hidden" name="key" value={form.value('key')} />
              <input type="hidden" name="instead" value={form.value('instead')} />
              <input type="hidden" name="foundSeen" value={person?.foundSeen ?? form.value('foundSeen')} />
              {points.map(({ id }) => (
                <input key={id} type="hidden" name="pointIds" value={id} />
              ))}
              <FormNotices errors={form.errors} saved={false} />
              <p className="soft">
                De adviseur heeft geen account nodig. Die krijgt een link, en een code om te laten zien dat het adres
                klopt.{again && ' De link van de vorige vraag werkt dan niet meer.'}
              </p>
              <TextInput {...form.field('adviser')} label="Naam of afdeling" />
              <TextInput {...form.field('email')} label="E-mailadres" type="email" autoComplete="off" />
              <TextArea {...form.field('question')} label="Uw vraag" rows={5} />
              <TextInput
                {...form.field('days')}
                label="Hoeveel dagen werkt de link?"
                description={`Hooguit ${MOST_ADVICE_DAYS} dagen`}
                inputMode="numeric"
              />
              <Buttons>
                <Button variant="primary-action" name="act" value="askAdvice">
                  {person ? 'Vraag toch advies' : 'Vraag advies'}
                </Button>
                <GoLink href={back} plain>
                  Terug
                </GoLink>
              </Buttons>
            </form>
          </section>
          <aside>
            <section className="sm-sec" aria-labelledby="ziet">
              <h2 id="ziet">Dit leest de adviseur</h2>
              <p className="small soft">
                Alleen wat openbaar wordt, zonder uw nummers. Van wie het is, staat er niet bij. Wat van een persoon kan
                zijn, is weggelaten.
              </p>
              <ul className="adv-points">
                {points.map(({ id, number, form: shown, words, hidden }, at) => (
                  <li key={id}>
                    <h3>
                      Punt {at + 1}
                      {number !== '' && <span className="soft"> (bij u {number})</span>}
                    </h3>
                    <PublicWordsText form={shown} words={words} />
                    {hidden > 0 && (
                      <p className="small">
                        <a href={paths.official.process.answer(process.slug, id)}>
                          {hidden === 1 ? '1 stukje is' : `${hidden} stukjes zijn`} weggelaten: kijk of dat klopt
                        </a>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          </aside>
        </div>
      )}
    </Page>
  )
}
