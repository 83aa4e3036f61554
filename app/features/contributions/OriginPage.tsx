import { listedErrors } from '#app/form-errors.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, ButtonLink, Buttons, GoLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Crumbs, Page } from '#app/ui/Shell.tsx'
import type { ContributorKind } from './contributor-kind.ts'
import type { FreeTexts } from './free-contribution.schema.ts'
import { OriginFields } from './OriginFields.tsx'
import type { SourceFile } from './source-files.server.ts'
import { SourceFileList } from './SourceFileList.tsx'

export type OriginView = {
  process: { slug: string; title: string }
  contributionId: string
  kind: ContributorKind
  /** Who it is, as officials read it. */
  name: string
  facts: string[]
  /** Whether it was in time, with the reason. */
  timeliness: string
  isLate: boolean
  /** What the sender can follow it with; null where nobody is the sender. */
  receipt: { code: string | null; mailedTo: string }
  texts: FreeTexts
  files: SourceFile[]
  /** Nothing can change any more: published or withdrawn. */
  isFixed: boolean
  /** What was just done. */
  said: 'registered' | 'saved' | null
}

/** Where a contribution comes from: what was just registered, and what can be corrected of it. */
export function OriginPage({ view }: { view: OriginView }) {
  const { process, contributionId, kind, name, facts, timeliness, isLate, isFixed } = view
  const register = paths.official.process.register(process.slug)
  const form = useForm('correctOrigin', view.texts)
  const said = form.answer ? null : view.said
  return (
    <Page wrap={false} className="sm-page">
      <Crumbs
        items={[
          { href: register, label: `Inbreng, ${process.title}` },
          { href: paths.official.process.split(process.slug, contributionId), label: name },
        ]}
      />
      <div className="form">
        <h1>{said === 'registered' ? 'De inbreng is geregistreerd' : 'Herkomst'}</h1>
        {said === 'saved' && <StatusMessage>Bewaard.</StatusMessage>}
        <p className="lede">{[name, ...facts].join(', ')}.</p>
        {isLate ? (
          <Notice kind="warn" title="Te laat">
            {timeliness}
          </Notice>
        ) : (
          <p>{timeliness}</p>
        )}
        {view.receipt.code && <Receipt code={view.receipt.code} mailedTo={view.receipt.mailedTo} />}
        {said === 'registered' && (
          <Buttons>
            {!isFixed && (
              <ButtonLink variant="primary-action" href={paths.official.process.split(process.slug, contributionId)}>
                Splits deze inbreng
              </ButtonLink>
            )}
            <ButtonLink icon="upload" href={paths.official.process.sourceFiles(process.slug, contributionId)}>
              Voeg het bronbestand toe
            </ButtonLink>
            <ButtonLink href={paths.official.process.newContribution(process.slug)}>Registreer nog iets</ButtonLink>
            <GoLink href={register} plain>
              Naar het register
            </GoLink>
          </Buttons>
        )}
        {said !== 'registered' && <Files view={view} />}
      </div>
      {isFixed ? (
        <p className="gap-5">
          De antwoorden zijn openbaar of het traject is ingetrokken. Daarom ligt vast waar deze inbreng vandaan komt.
        </p>
      ) : (
        <form className="form gap-5" method="post" noValidate>
          <h2>{said === 'registered' ? 'Klopt er iets niet?' : 'Herkomst aanpassen'}</h2>
          <ErrorSummary
            errors={listedErrors(form.errors)}
            kept="Wat u hebt ingevuld, staat er nog. Het is nog niet bewaard."
          />
          <p>De tekst en de soort liggen vast. De rest kunt u aanpassen tot de antwoorden openbaar zijn.</p>
          <div>
            <OriginFields kind={kind} form={form} />
          </div>
          <Buttons>
            <Button name="act" value="correctOrigin">
              Bewaar
            </Button>
            <GoLink href={paths.official.process.split(process.slug, contributionId)} plain>
              Terug
            </GoLink>
          </Buttons>
        </form>
      )}
    </Page>
  )
}

function Files({ view: { process, contributionId, files, isFixed } }: { view: OriginView }) {
  return (
    <section className="sm-sec gap-4" aria-labelledby="bronbestanden">
      <h2 id="bronbestanden">Bronbestanden</h2>
      {files.length > 0 && <SourceFileList slug={process.slug} contributionId={contributionId} files={files} />}
      {files.length === 0 && <p>Er is nog geen bestand bij, zoals het onderzoek of het ondertekende verslag.</p>}
      {(files.length > 0 || !isFixed) && (
        <GoLink href={paths.official.process.sourceFiles(process.slug, contributionId)} arrow>
          {files.length > 0 ? 'Voeg toe of haal weg' : 'Voeg een bestand toe'}
        </GoLink>
      )}
    </section>
  )
}

/** Who wrote a letter gets the same receipt as who used the form; without an address an official sends it. */
function Receipt({ code, mailedTo }: { code: string; mailedTo: string }) {
  return (
    <Notice title={`Code van het ontvangstbewijs: ${code}`}>
      {mailedTo === ''
        ? 'Zet deze code in uw brief of geef hem door. Daarmee ziet de indiener op de website, bij Mijn reactie, wat ermee gebeurt.'
        : `Het ontvangstbewijs met deze code gaat per e-mail naar ${mailedTo}.`}
    </Notice>
  )
}
