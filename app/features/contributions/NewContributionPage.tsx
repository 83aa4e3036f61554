import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextArea } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { ContributorKind } from './contributor-kind.ts'
import { freeKindOf, freeKinds } from './free-contribution.ts'
import { OriginFields } from './OriginFields.tsx'

type Props = {
  process: { slug: string; title: string }
  kind: ContributorKind | null
  /** What the form begins with. */
  begin: { key: string; receivedOn: string }
}

/** Registers what came by another way than the form of the site: first the kind, then what is asked of that kind. */
export function NewContributionPage({ process, kind, begin }: Props) {
  const form = useForm('registerFreeContribution', begin)
  // Citizen service numbers that stand in the text, to be looked at before it is kept.
  const bsns = form.found<{ bsns: string[] }>('maybeBsn')?.bsns ?? []
  const register = paths.official.process.register(process.slug)
  const free = kind && freeKindOf(kind)
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs items={[{ href: register, label: `Inbreng, ${process.title}` }]} />
      {!free ? (
        <div className="form">
          <h1>Wat wilt u registreren?</h1>
          <p className="lede">
            Reacties via de website staan vanzelf in het register. Dit is voor alles wat op een andere manier kwam.
          </p>
          <ul className="rows">
            {freeKinds.map(({ word, label, hint }) => (
              <li key={word}>
                <h2 className="wk-kind">
                  <a href={`${paths.official.process.newContribution(process.slug)}?soort=${word}`}>{label}</a>
                </h2>
                <p className="soft">{hint}</p>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <form className="form" method="post" noValidate>
          <h1>{free.label}</h1>
          <ErrorSummary errors={listedErrors(form.errors)} kept="Wat u hebt ingevuld, staat er nog." />
          {bsns.length > 0 && (
            <Notice kind="warn" title="Is dit een BSN?">
              In de tekst staat {bsns.map((bsn) => `“${bsn}”`).join(', ')}. Een BSN mogen wij hier niet bewaren. Haal
              het uit de tekst. Is het geen BSN? Registreer dan nog een keer.
              <input type="hidden" name="bsnSeen" value={bsns.join(' ')} />
            </Notice>
          )}
          <p>
            <a href={paths.official.process.newContribution(process.slug)}>Kies een andere soort</a>
          </p>
          <input type="hidden" name="key" value={form.value('key')} />
          <div>
            <OriginFields kind={free.kind} form={form} />
            <TextArea
              {...form.field('text')}
              label="De tekst, woord voor woord"
              description="Neem de tekst over zoals die is gegeven. U kunt hem later niet wijzigen. Laat een BSN weg als dat erin staat: wij vragen er niet om en mogen het niet bewaren."
              rows={10}
            />
            <TextArea
              {...form.field('notPublic')}
              label="Wat mag niet openbaar worden?"
              optional
              description="Vroeg de indiener om iets privé te houden, bijvoorbeeld over gezondheid? Ambtenaren en de indiener lezen dit."
              rows={3}
            />
          </div>
          <p className="small soft">
            Hebt u het ook als bestand, zoals een onderzoek of een ondertekend verslag? Dat voegt u hierna toe.
          </p>
          <Buttons>
            <Button variant="primary-action" name="act" value="registerFreeContribution">
              Registreer
            </Button>
            <GoLink href={register} plain>
              Terug zonder te registreren
            </GoLink>
          </Buttons>
        </form>
      )}
    </Page>
  )
}
