import { channelChoices } from '#app/features/contributions/free-contribution.schema.ts'
import { counted } from '#app/counted.ts'
import { useForm } from '#app/forms/use-form.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Select, TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import { ResponsiveTable } from '#app/ui/Table.tsx'
import { ChooseFile, WrongCells } from '#app/ui/TableFromFile.tsx'
import type { FilePreview, PreviewedContributor } from './preview-partner-input.server.ts'

/** A file that is wrong everywhere mostly has one mistake. */
const MOST_SHOWN = 100

/** What a file would do: per contributor, and every row that is refused; then the button that does it. */
export function ImportPreview({
  preview,
  today,
  mayTakeIn,
}: {
  preview: FilePreview
  today: string
  mayTakeIn: boolean
}) {
  const { fileName, contributors, errors: wrong } = preview
  return (
    <>
      <section className="sm-sec" aria-labelledby="gevolgen-kop">
        <h2 id="gevolgen-kop">{wrong.length > 0 ? 'Dit klopt nog niet' : 'Dit gaat er gebeuren'}</h2>
        <p className="gap-1 breakable">{summaryOf(preview)}</p>
        {wrong.length > 0 && (
          <>
            <WrongCells errors={wrong.slice(0, MOST_SHOWN)} total={wrong.length} />
            <ChooseFile
              label="Verbeterd bestand"
              limits="Excel (.xlsx, het eerste blad) of CSV, hooguit 1 MB en 5.000 rijen."
              megabytes={1}
              act="previewPartnerInput"
            />
          </>
        )}
      </section>
      {contributors.length > 0 && (
        <section className="sm-sec pb-book" aria-labelledby="indieners-kop">
          <h2 id="indieners-kop">{counted(contributors.length, 'indiener', 'indieners')} in dit bestand</h2>
          <ResponsiveTable
            caption={`Indieners in ${fileName}`}
            columns={[{ label: 'Indiener' }, { label: 'Vragen' }, { label: 'Punten' }, { label: 'Wat gebeurt er?' }]}
            rows={contributors.map((contributor) => ({
              key: String(contributor.row),
              cells: [
                <>
                  {contributor.name}
                  <span className="wk-sub">{contributor.about}</span>
                </>,
                contributor.questions || <span className="soft">geen</span>,
                <>
                  {contributor.points}
                  {contributor.freePoints > 0 && contributor.freePoints < contributor.points && (
                    <span className="wk-sub">waarvan {contributor.freePoints} zonder vraag</span>
                  )}
                </>,
                <Outcome key="gevolg" contributor={contributor} waits={wrong.length > 0} />,
              ],
            }))}
          />
        </section>
      )}
      {wrong.length === 0 && mayTakeIn && <TakeIn preview={preview} today={today} />}
    </>
  )
}

function summaryOf({ fileName, errors, contributors, fresh, points, makesList }: FilePreview): string {
  if (errors.length > 0)
    return `${fileName}: verbeter wat hieronder staat, en kies het bestand opnieuw. Een bestand gaat er helemaal in, of helemaal niet.`
  if (fresh === 0) return `${fileName}: alles in dit bestand is al ingelezen. Er verandert niets.`
  const same = contributors.length - fresh
  const before =
    same > 0 ? ` ${counted(same, 'indiener is', 'indieners zijn')} al ingelezen; daar verandert niets aan.` : ''
  const list = makesList ? ' Het traject heeft nog geen vragen, en krijgt de vijf vragen die hieronder staan.' : ''
  return `${fileName}: ${counted(fresh, 'indiener komt', 'indieners komen')} in het register, met ${counted(points, 'punt', 'punten')}.${before}${list}`
}

/** `waits` while something else in the file is wrong: then nobody is taken in yet. */
function Outcome({
  contributor: { stand, wrongRows, inBook, isAsked, gaveBefore },
  waits,
}: {
  contributor: PreviewedContributor
  waits: boolean
}) {
  if (stand === 'refused') {
    return (
      <>
        <Tag tone="brick" icon="x-circle">
          geweigerd
        </Tag>
        <span className="wk-sub">
          {wrongRows.length === 1
            ? `rij ${wrongRows[0]}`
            : `rijen ${wrongRows.slice(0, 10).join(', ')}${wrongRows.length > 10 ? ' en meer' : ''}`}
        </span>
      </>
    )
  }
  if (stand === 'same') return <Tag>al ingelezen, blijft gelijk</Tag>
  return (
    <>
      <Tag tone="moss" icon="check">
        {waits ? 'klopt' : 'komt erbij'}
      </Tag>
      <span className="wk-sub">
        {inBook === null
          ? 'staat zonder naam op de website'
          : inBook
            ? 'bestaande organisatie: staat in het partnerboek'
            : 'nieuw: staat niet in het partnerboek'}
      </span>
      {isAsked && (
        <span className="wk-sub">Is uitgenodigd. Geldt daarna als verzonden, en krijgt geen herinnering meer.</span>
      )}
      {gaveBefore && <span className="wk-sub">Gaf al eerder inbreng. Die blijft, en deze komt ernaast.</span>}
    </>
  )
}

/** The file is not chosen again: what was read of it goes along. */
function TakeIn({ preview, today }: { preview: FilePreview; today: string }) {
  const form = useForm('importPartnerInput', { receivedOn: today, channel: 'email' })
  const { fileName, table, fresh } = preview
  if (fresh === 0) return <GoLink href="?">Kies een ander bestand</GoLink>
  return (
    <section className="sm-sec" aria-labelledby="inlezen-kop">
      <h2 id="inlezen-kop">Lees het in</h2>
      <form method="post" encType="multipart/form-data" className="form gap-2" noValidate>
        <input type="hidden" name="table" value={table} />
        <input type="hidden" name="fileName" value={fileName} />
        <TextInput
          {...form.field('receivedOn')}
          label="Wanneer kreeg de gemeente dit?"
          description="Deze dag komt bij elke indiener te staan."
          width="short"
          autoComplete="off"
        />
        <Select
          {...form.field('channel')}
          label="Hoe gaven organisaties dit?"
          description="Van gesprekken, onderzoek en een overleg staat er altijd “bijeenkomst”."
          options={channelChoices}
        />
        <Notice kind="warn" title="Dit kunt u niet ongedaan maken">
          Wat is ingelezen, blijft in het register zoals het is. Elk punt krijgt daarna een antwoord.
        </Notice>
        <Buttons>
          <Button variant="primary-action" name="act" value="importPartnerInput">
            Lees {counted(fresh, 'indiener', 'indieners')} in
          </Button>
          <GoLink href="?" plain>
            Kies een ander bestand
          </GoLink>
        </Buttons>
      </form>
    </section>
  )
}
