import type { Decision } from '#app/features/points/disposition.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons } from '#app/ui/Button.tsx'
import { FormNotices } from '#app/ui/FormNotices.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import { BoilerplateFields } from './BoilerplateFields.tsx'

export type BoilerplateView = {
  boilerplate: { id: string; title: string; text: string; disposition: Decision | null; isRetired: boolean }
  uses: { slug: string; title: string; answers: number; pointId: string | null }[]
  mark: string
  mayChange: boolean
  isSaved: boolean
}

/** One boilerplate: its words, and the answers that it was put in. */
export function BoilerplatePage({ view: { boilerplate, uses, mark, mayChange, isSaved } }: { view: BoilerplateView }) {
  const { id, title, text, disposition, isRetired } = boilerplate
  const form = useForm('changeBoilerplate', { title, text, disposition: disposition ?? '', seen: mark })
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: paths.official.boilerplates(), label: 'Standaardteksten' }]} />
      <h1 className="under-4">{title}</h1>
      <div className="cols">
        <section className="sm-sec" aria-labelledby="woorden">
          <h2 id="woorden">Tekst</h2>
          {isRetired || !mayChange ? (
            <>
              {isRetired && <Notice>Deze tekst is niet meer in gebruik.</Notice>}
              <p className="verbatim" dir="auto">
                {text}
              </p>
            </>
          ) : (
            <form method="post" className="form" noValidate>
              <input type="hidden" name="boilerplateId" value={id} />
              <input type="hidden" name="seen" value={form.value('seen')} />
              <FormNotices errors={form.errors} saved={isSaved && !form.answer} />
              <BoilerplateFields form={form} />
              <p className="small soft">Antwoorden waar deze tekst al in staat, veranderen niet mee.</p>
              <Buttons>
                <Button variant="primary-action" name="act" value="changeBoilerplate">
                  Bewaar
                </Button>
                <Button variant="subtle" name="act" value="retireBoilerplate">
                  Gebruik deze tekst niet meer
                </Button>
              </Buttons>
            </form>
          )}
        </section>
        <aside>
          <section className="sm-sec" aria-labelledby="gebruikt">
            <h2 id="gebruikt">Waar gebruikt</h2>
            {uses.length === 0 ? (
              <p className="soft">Deze tekst staat nog in geen antwoord.</p>
            ) : (
              <ul className="bp-uses">
                {uses.map(({ slug, title: process, answers, pointId }) => (
                  <li key={slug}>
                    {pointId === null ? process : <a href={paths.official.process.answer(slug, pointId)}>{process}</a>}
                    <span className="small soft"> {answers === 1 ? '1 antwoord' : `${answers} antwoorden`}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </aside>
      </div>
    </Page>
  )
}
