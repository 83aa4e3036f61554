import { decisionOptions } from '#app/features/points/decision-words.ts'
import { useDecisionWords } from '#app/features/points/DecisionWords.tsx'
import type { WorkCounts } from '#app/features/points/work-counts.ts'
import { WorkHead } from '#app/features/points/WorkHead.tsx'
import type { FormAnswer } from '#app/forms/form-answer.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths, withQuery, type GivenOutName } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { CheckboxField } from '#app/ui/Choices.tsx'
import { Select } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { Page } from '#app/ui/Shell.tsx'
import { SaveLinks } from '#app/ui/SaveLinks.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { ChooseFile, FileColumns, FileErrors, MatchColumns, WrongCells } from '#app/ui/TableFromFile.tsx'
import { fieldLabel, takeInFields, takeInKinds, type TakeInKind } from './take-in-fields.ts'
import { takeInSlugs, takeInWords } from './take-in.ts'
import type { TakeInPreview } from './take-in-file.server.ts'
import type { TakenRow } from './taking.ts'

export type TakeInView = {
  process: { slug: string; title: string }
  counts: WorkCounts
  kind: TakeInKind
  mayTakeIn: boolean
  said: string | null
}

/** What a file would do, out of the answer to any form of this page. */
function previewIn(answer: FormAnswer | null): TakeInPreview | null {
  if (answer?.shown) return answer.shown as TakeInPreview
  const { facts } = answer ?? {}
  return typeof facts === 'object' && facts !== null && 'preview' in facts ? (facts.preview as TakeInPreview) : null
}

/** Taking in a table: choose what it is and the file, match its columns, see what would happen, and only then do it. */
export function TakeInPage({ view }: { view: TakeInView }) {
  const { process, counts, kind, mayTakeIn, said } = view
  const form = useForm(['readTakeInFile', 'previewTakeIn', 'takeInFile'])
  const preview = previewIn(form.answer)
  const wrong = preview?.total.errors ?? 0
  // What is wrong with the table that a form carried is mended by choosing the file again.
  const { table, ...others } = form.errors
  const errors = table === undefined ? others : { file: table, ...others }
  return (
    <Page wrap={false} className="sm-page">
      <FileErrors errors={errors} wrong={wrong} />
      <WorkHead process={process} counts={counts} current="inlezen" title="Inlezen en ophalen">
        {said && !form.answer && <StatusMessage>{said}</StatusMessage>}
        <nav className="tk-kinds" aria-label="Wat wilt u inlezen?">
          {takeInKinds.map((each) => (
            <a
              key={each}
              href={withQuery(paths.official.process.takeIn(process.slug), { soort: takeInSlugs[each] })}
              aria-current={each === kind ? 'page' : undefined}
            >
              {takeInWords[each].label}
            </a>
          ))}
        </nav>
      </WorkHead>
      <p className="lede under-4">{takeInWords[kind].about}</p>
      {kind === 'answers' && !preview && (
        <p className="under-4">
          Alle punten als bestand:{' '}
          <SaveLinks
            what="alle punten"
            xlsx={paths.official.process.giveOut(process.slug, 'punten.xlsx')}
            csv={paths.official.process.giveOut(process.slug, 'punten.csv')}
          />
        </p>
      )}
      {!mayTakeIn ? (
        <Notice title="U kunt dit lezen, en niet doen">
          Om iets in te lezen hebt u de rol behandelaar nodig. Vraag de beheerder van uw gemeente om die rol.
        </Notice>
      ) : preview ? (
        <Preview kind={kind} preview={preview} />
      ) : (
        <Choose kind={kind} error={errors.file} />
      )}
      <GiveOut slug={process.slug} />
    </Page>
  )
}

function Choose({ kind, error }: { kind: TakeInKind; error: string | undefined }) {
  return (
    <section className="sm-sec" aria-labelledby="bestand">
      <h2 id="bestand">Kies het bestand</h2>
      <ChooseFile
        label="Bestand"
        limits={`Excel (.xlsx, het eerste blad) of CSV, hooguit 4 MB en 5.000 rijen. De eerste rij heeft de namen van de kolommen, daaronder ${takeInWords[kind].row}.`}
        megabytes={4}
        act="readTakeInFile"
        error={error}
      >
        <input type="hidden" name="kind" value={kind} />
        <p className="small soft">
          Er wordt nu nog niets bewaard. Heten de kolommen anders? Dan kiest u ze daarna zelf.
        </p>
      </ChooseFile>
      <div className="tk-known">
        <h3>Wat er in het bestand kan staan</h3>
        <FileColumns columns={takeInFields[kind].map(({ label, about, needed }) => ({ name: label, about, needed }))} />
      </div>
    </section>
  )
}

const standWords: Record<TakenRow['stand'], { tone: 'moss' | 'amber' | 'slate'; label: string }> = {
  new: { tone: 'moss', label: 'komt erbij' },
  changed: { tone: 'amber', label: 'verandert' },
  same: { tone: 'slate', label: 'blijft gelijk' },
}

const consequencesTitle = ({ total }: TakeInPreview) => {
  if (total.errors > 0) return 'Dit klopt nog niet'
  return total.rows === 0 ? 'Kies eerst de kolommen' : 'Dit gaat er gebeuren'
}

function Preview({ kind, preview }: { kind: TakeInKind; preview: TakeInPreview }) {
  const words = useDecisionWords()
  const { fileName, rows, errors, total, fresh } = preview
  const carried = (
    <>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="fileName" value={fileName} />
      <input type="hidden" name="table" value={preview.table} />
    </>
  )
  return (
    <>
      <section className="sm-sec" aria-labelledby="kolommen">
        <h2 id="kolommen">Kolommen</h2>
        <p className="soft breakable">Wat staat waar in {fileName || 'het bestand'}?</p>
        <form method="post" encType="multipart/form-data" className="tk-columns" noValidate>
          {carried}
          <MatchColumns fields={takeInFields[kind]} headings={preview.headings} chosen={preview.columns} />
          {kind === 'table' && (
            <Select
              name="otherwise"
              label="Besluit waar de rij er geen heeft"
              description="Voor rijen met een antwoord"
              optional
              empty="Geen: elke rij met een antwoord heeft een besluit"
              defaultValue={preview.otherwise ?? undefined}
              options={decisionOptions(words)}
            />
          )}
          {kind === 'points' && (
            <CheckboxField
              name="finish"
              value="on"
              label="De splitsing is daarmee klaar"
              more="Zinnen die in geen punt staan, komen dan in geen punt."
              defaultChecked={preview.finish}
            />
          )}
          <Button name="act" value="previewTakeIn">
            Bekijk opnieuw
          </Button>
        </form>
        {preview.unread.length > 0 && (
          <p className="small soft gap-2 breakable">Deze kolommen worden niet gelezen: {preview.unread.join(', ')}.</p>
        )}
      </section>
      <section className="sm-sec" aria-labelledby="gevolgen">
        <h2 id="gevolgen">{consequencesTitle(preview)}</h2>
        {total.errors > 0 && (
          <WrongCells
            errors={errors.map((error) => ({ ...error, field: error.field && fieldLabel(kind, error.field) }))}
            total={total.errors}
          />
        )}
        {rows.length > 0 && (
          <>
            <p className="gap-2">
              {fresh === 0
                ? 'Alles in dit bestand staat al zo in Saomen. Er verandert niets.'
                : `${fresh} van ${total.rows} ${total.rows === 1 ? 'rij verandert' : 'rijen veranderen'} iets.`}
            </p>
            <ResponsiveTable
              caption="Wat elke rij doet"
              columns={[
                { label: 'Rij', kind: 'lead' },
                { label: 'Wie of wat', kind: 'who' },
                { label: 'Inhoud', kind: 'wide' },
                { label: 'Gevolg' },
              ]}
              rows={rows.map(({ row, who, what, stand }) => ({
                key: String(row),
                cells: [
                  row,
                  who,
                  what,
                  <Tag key="gevolg" tone={standWords[stand].tone}>
                    {standWords[stand].label}
                  </Tag>,
                ],
              }))}
            />
            {total.rows > rows.length && <p className="small soft">En nog {total.rows - rows.length} rijen.</p>}
          </>
        )}
        <form method="post" encType="multipart/form-data" className="gap-3">
          {carried}
          {preview.columns.map((column, at) => (
            <input key={at} type="hidden" name="columns" value={column} />
          ))}
          <input type="hidden" name="otherwise" value={preview.otherwise ?? ''} />
          {preview.finish && <input type="hidden" name="finish" value="on" />}
          <Buttons>
            {total.errors === 0 && fresh > 0 && (
              <Button variant="primary-action" name="act" value="takeInFile">
                Lees {fresh === 1 ? '1 rij' : `${fresh} rijen`} in
              </Button>
            )}
            <GoLink href={`?soort=${takeInSlugs[kind]}`} plain>
              Kies een ander bestand
            </GoLink>
          </Buttons>
        </form>
      </section>
    </>
  )
}

const lists: { what: string; about: string; file: GivenOutName }[] = [
  { what: 'Punten', about: 'met antwoorden', file: 'punten' },
  { what: 'Inbreng', about: 'het register met de hele teksten', file: 'inbreng' },
  { what: 'Campagnes', about: 'brieven die bijna hetzelfde zeggen', file: 'campagnes' },
  { what: 'Thema’s', about: 'met hoeveel punten elk heeft', file: 'themas' },
  { what: 'Voortgang', about: 'per thema, per collega en per dag', file: 'voortgang' },
  { what: 'Wat niet openbaar is', about: 'wat is weggelaten en waarom, zonder de woorden', file: 'niet-openbaar' },
]

function GiveOut({ slug }: { slug: string }) {
  const { giveOut } = paths.official.process
  return (
    <section className="sm-sec" aria-labelledby="ophalen">
      <h2 id="ophalen">Ophalen</h2>
      <p className="soft">
        Voor u en uw collega’s. Wie iets gaf en wat er precies staat, staat erin: deel een bestand niet buiten de
        gemeente. Wilt u een deel? Kies op de pagina van de lijst uw filter, en haal haar daar op. Wijzigt u iets in een
        bestand? Het komt terug in delen van hoogstens 5.000 rijen.
      </p>
      <ul className="tk-lists">
        {lists.map(({ what, about, file }) => (
          <li key={file}>
            <span>
              <b>{what}</b>, {about}
            </span>
            <SaveLinks
              what={what.toLowerCase()}
              xlsx={giveOut(slug, `${file}.xlsx`)}
              csv={giveOut(slug, `${file}.csv`)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
