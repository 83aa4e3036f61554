import { findingsOfKind } from '#app/features/contributions/findings-in-words.ts'
import { findingLabels } from '#app/features/contributions/personal-data.ts'
import { useForm } from '#app/forms/use-form.ts'
import { paths } from '#app/paths.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { Checkboxes } from '#app/ui/Choices.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Fold, Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import type { FindingGroup, OpenFinding, OpenFindings } from './open-findings.server.ts'

/** `said` is what was just done: the page comes back at this heading, below what stands on top of it. */
type Props = { findings: OpenFindings; slug: string; mayDecide: boolean; said: string | null }

const places = {
  quotation: 'in het citaat',
  summary: 'in de samenvatting',
  reply: 'in het antwoord',
  forwardedTo: 'in “Doorgeleid naar”',
} as const

/** What in the words that become public may tell who someone is: each is left out, or let through with a reason. */
export function Findings({ findings: { count, first, quoted, unsearched }, slug, mayDecide, said }: Props) {
  if (count + unsearched === 0) return null
  const shown = first.reduce((sum, group) => sum + group.findings.length, 0)
  return (
    <section className="sm-sec" aria-labelledby="persoonsgegevens">
      <h2 id="persoonsgegevens">
        {count === 0 ? 'Gegevens van personen' : `Gegevens van personen: ${count} te bekijken`}
      </h2>
      {said && count > 0 && <StatusMessage>{said}</StatusMessage>}
      {unsearched > 0 && (
        <Notice kind="info" title="Nog niet alle teksten zijn nagekeken">
          {unsearched === 1 ? '1 tekst wordt' : `${unsearched.toLocaleString('nl-NL')} teksten worden`} nu nagekeken op
          gegevens van personen. Laad deze pagina over een paar minuten opnieuw.
        </Notice>
      )}
      {count > 0 && !mayDecide && (
        <Notice title="Hierover beslist een behandelaar">
          U kunt dit lezen. Om woorden weg te laten of te laten staan, hebt u de rol behandelaar nodig.
        </Notice>
      )}
      {count > 0 && mayDecide && (
        <p className="soft gap-1">
          Dit vonden wij in woorden die openbaar worden. Laat weg wat van een persoon is. Is iets van een organisatie,
          of is het geen persoonsgegeven? Laat het dan staan, met een reden. Uw naam wordt daarbij bewaard. Namen van
          anderen dan de indiener herkennen wij niet: lees die zelf na.
        </p>
      )}
      {first.some(({ findings }) => findings.some(({ kind }) => kind === 'leftOut')) && (
        <p className="soft gap-1">
          Staat er “elders weggelaten” bij? Dan zijn dezelfde woorden weggelaten uit een andere tekst. Hier zijn ze nog
          te lezen.
        </p>
      )}
      {mayDecide && <AtOnce quoted={quoted} />}
      <ol className="wk-findings">
        {first.map((group) => (
          <Group key={group.key} group={group} slug={slug} mayDecide={mayDecide} />
        ))}
      </ol>
      {count > shown && (
        <p className="soft gap-1">
          En nog {(count - shown).toLocaleString('nl-NL')} meer. Die ziet u als deze bekeken zijn.
        </p>
      )}
      <datalist id="redenen">
        <option value="Algemeen nummer of adres van een organisatie" />
        <option value="De persoon wil dit zelf openbaar" />
        <option value="Dit is geen gegeven van een persoon" />
      </datalist>
    </section>
  )
}

/** Fewer are done sooner one by one. */
const MANY = 6

/** For who has many: what may be public first, one by one, and then the rest at once. */
function AtOnce({ quoted }: Pick<OpenFindings, 'quoted'>) {
  if (quoted.reduce((sum, { count }) => sum + count, 0) < MANY) return null
  return (
    <div className="gap-2">
      <Fold summary="Laat veel tegelijk weg">
        <form method="post" className="form">
          <Checkboxes
            name="kinds"
            legend="Wat laat u weg in alles wat indieners schreven?"
            description="Bekijk eerst wat hieronder wel openbaar mag, en laat dat staan. Wat u hier kiest, gaat op alle plekken weg, ook op plekken die u nog niet ziet. Bij elk punt kunt u het weer terugzetten."
            choices={quoted.map(({ kind, count }) => ({ value: kind, label: findingsOfKind(kind, count) }))}
          />
          <Button name="act" value="leaveKindsOut">
            Laat dit overal weg
          </Button>
        </form>
      </Fold>
    </div>
  )
}

function Group({
  group: { pointId, number, isAnswer, findings },
  slug,
  mayDecide,
}: Pick<Props, 'slug' | 'mayDecide'> & { group: FindingGroup }) {
  return (
    <li>
      <h3>
        <GoLink href={paths.official.process.answer(slug, pointId)} plain>
          {isAnswer ? `Antwoord op punt ${number}` : `Punt ${number}`}
        </GoLink>
      </h3>
      <ul>
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} number={number} mayDecide={mayDecide} />
        ))}
      </ul>
    </li>
  )
}

function FindingRow({ finding, number, mayDecide }: { finding: OpenFinding; number: string; mayDecide: boolean }) {
  const { id, kind, field, before, text, after } = finding
  return (
    <li id={`vondst-${id}`}>
      <p>
        <Tag tone={kind === 'bsn' ? 'brick' : 'amber'} icon="alert-triangle">
          {findingLabels[kind]}
        </Tag>{' '}
        <span className="small soft">{places[field]}</span>
      </p>
      <p className="wk-quote" dir="auto">
        {before}
        <mark className="wk-found">{text}</mark>
        {after}
      </p>
      {mayDecide && <Decide finding={finding} number={number} />}
    </li>
  )
}

function Decide({ finding: { id, kind, text, same }, number }: { finding: OpenFinding; number: string }) {
  const leavingOut = useForm('leaveFindingOut', {}, { findingId: id })
  const letting = useForm('letFindingThrough', {}, { findingId: id })
  const about = `${findingLabels[kind]} ${text}, ${number}`
  return (
    <div className="wk-found__acts">
      <form method="post">
        <input type="hidden" name="findingId" value={id} />
        <Everywhere same={same} checked={leavingOut.value('everywhere') === 'on'} />
        <Button small name="act" value="leaveFindingOut">
          Laat weg<span className="vh">: {about}</span>
        </Button>
      </form>
      <details open={letting.errors.reason !== undefined || undefined}>
        <summary>
          {kind === 'bsn' ? 'Is geen BSN' : 'Mag openbaar'}
          <span className="vh">: {about}</span>
        </summary>
        <form method="post" className="form">
          <input type="hidden" name="findingId" value={id} />
          <TextInput
            id={`reden-${id}`}
            {...letting.field('reason')}
            list="redenen"
            maxLength={200}
            label={kind === 'bsn' ? 'Wat is het dan?' : 'Waarom mag dit openbaar?'}
          />
          <Everywhere same={same} checked={letting.value('everywhere') === 'on'} />
          <Button small name="act" value="letFindingThrough">
            Laat staan<span className="vh">: {about}</span>
          </Button>
        </form>
      </details>
    </div>
  )
}

function Everywhere({ same, checked }: { same: number; checked: boolean }) {
  if (same < 2) return null
  return (
    <label className="wk-found__all small">
      <input type="checkbox" name="everywhere" defaultChecked={checked} /> Op alle {same.toLocaleString('nl-NL')}{' '}
      plekken waar dit staat
    </label>
  )
}
