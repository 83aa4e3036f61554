import type { Said } from '#app/forms/said.server.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { CheckList } from '#app/ui/Marks.tsx'
import { GroupsSection } from './GroupsSection.tsx'
import { ImportSection } from './ImportSection.tsx'
import { RulesForm } from './RulesForm.tsx'
import { TopicsSection } from './TopicsSection.tsx'
import type { ClerkView, PrepareView } from './clerk-view.server.ts'

/** Everything that is settled before the groups begin, and beside it what it comes to. */
export function ClerkPrepare({ view, prepare, said }: { view: ClerkView; prepare: PrepareView; said: Said | null }) {
  const done = said?.code ?? ''
  return (
    <div className="ck-cols">
      <div className="ck-main">
        <RulesForm prepare={prepare} saved={done === 'saveRankingRules'} />
        <TopicsSection prepare={prepare} done={done} />
        <GroupsSection prepare={prepare} done={done} />
        <ImportSection view={view} said={said} />
      </div>
      <Opening view={view} prepare={prepare} />
    </div>
  )
}

function Opening({ view, prepare }: { view: ClerkView; prepare: PrepareView }) {
  const form = useForm('openRanking')
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
          <input type="hidden" name="seen" value={seen.all} />
          <TextInput
            {...form.field('plannedClose')}
            type="datetime-local"
            label="Wanneer sluit u ongeveer?"
            description="De groepen en het grote scherm tellen af naar dit moment. U sluit zelf."
            optional
          />
          <p className="sm-note">Vanaf het openen liggen de regels, de onderwerpen en de groepen vast.</p>
          <Button wide variant="primary-action" name="act" value="openRanking">
            Open de ranglijst
          </Button>
        </form>
      )}
    </aside>
  )
}
