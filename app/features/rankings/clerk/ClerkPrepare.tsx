import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { CheckList } from '#app/ui/Marks.tsx'
import { GroupsSection } from './GroupsSection.tsx'
import { ImportSection } from './ImportSection.tsx'
import { RulesForm } from './RulesForm.tsx'
import { TopicsSection } from './TopicsSection.tsx'
import type { Refusal } from './clerk-form.ts'
import type { ClerkView, PrepareView } from './clerk-view.server.ts'

/** Everything that is settled before the groups begin, and beside it what it comes to. */
export function ClerkPrepare({ view, prepare, back }: { view: ClerkView; prepare: PrepareView; back: Refusal | null }) {
  const done = back ? '' : view.done.what
  return (
    <div className="ck-cols">
      <div className="ck-main">
        <RulesForm prepare={prepare} back={back?.act === 'regels' ? back : null} saved={done === 'regels'} />
        <TopicsSection prepare={prepare} back={back} done={done} />
        <GroupsSection prepare={prepare} back={back} done={done} />
        <ImportSection view={view} back={back} />
      </div>
      <Opening view={view} prepare={prepare} back={back?.act === 'open' ? back : null} />
    </div>
  )
}

function Opening({ view, prepare, back }: { view: ClerkView; prepare: PrepareView; back: Refusal | null }) {
  const { gaps, seen } = prepare
  const first = gaps[0]
  return (
    <aside className="sm-sign ck-open" aria-labelledby="beslist">
      <h2 id="beslist">Wat beslist de uitkomst</h2>
      <ol className="ck-decides">
        {view.decides.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {gaps.length > 0 && <CheckList misses={gaps.map(({ text, at }) => ({ text, href: `#${at}` }))} />}
      {first ? (
        <>
          <ButtonLink wide href={`#${first.at}`}>
            Open de ranglijst
          </ButtonLink>
          <p className="small soft">
            {gaps.length === 1 ? 'Er ontbreekt nog 1 ding.' : `Er ontbreken nog ${gaps.length} dingen.`} De knop brengt
            u naar het eerste.
          </p>
        </>
      ) : (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="gezien" value={seen.all} />
          <TextInput
            name="sluitOm"
            type="datetime-local"
            label="Wanneer sluit u ongeveer?"
            description="De groepen en het grote scherm tellen af naar dit moment. U sluit zelf."
            optional
            defaultValue={back?.texts.sluitOm}
            error={back?.errors.sluitOm}
          />
          <p className="sm-note">Vanaf het openen liggen de regels, de onderwerpen en de groepen vast.</p>
          <Button wide variant="primary-action" name="actie" value="open">
            Open de ranglijst
          </Button>
        </form>
      )}
    </aside>
  )
}
