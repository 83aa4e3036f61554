import { findingLabels } from '#app/features/contributions/personal-data.ts'
import { Button, GoLink } from '#app/ui/Button.tsx'
import { TextInput } from '#app/ui/Field.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import { Tag } from '#app/ui/Marks.tsx'
import type { FindingForm } from './finding-form.ts'
import type { FindingGroup, OpenFinding, OpenFindings } from './open-findings.server.ts'

/** A form about a finding that was refused, and why. */
export type FindingBack = FindingForm & { message: string }

type Props = { findings: OpenFindings; slug: string; back: FindingBack | null }

const places = { quotation: 'in het citaat', summary: 'in de samenvatting', reply: 'in het antwoord', forwardedTo: 'in “Doorgeleid naar”' } as const

/** What in the words that become public may tell who someone is: each is left out, or let through with a reason. */
export function Findings({ findings: { count, first, unsearched }, slug, back }: Props) {
  if (count + unsearched === 0) return null
  const shown = first.reduce((sum, group) => sum + group.findings.length, 0)
  return (
    <section className="sm-sec" aria-labelledby="persoonsgegevens">
      <h2 id="persoonsgegevens">{count === 0 ? 'Gegevens van personen' : `Gegevens van personen: ${count} te bekijken`}</h2>
      {unsearched > 0 && (
        <Notice kind="info" title="Nog niet alle teksten zijn nagekeken">
          {unsearched === 1 ? '1 tekst wordt' : `${unsearched.toLocaleString('nl-NL')} teksten worden`} nu nagekeken op gegevens van personen. Laad deze pagina over een minuut opnieuw.
        </Notice>
      )}
      {count > 0 && (
        <p className="soft gap-1">
          Dit vonden wij in woorden die openbaar worden. Laat weg wat van een persoon is. Is iets van een organisatie, of is het geen persoonsgegeven? Laat het dan staan, met een
          reden. Uw naam wordt daarbij bewaard.
        </p>
      )}
      <ol className="wk-findings">
        {first.map((group) => (
          <Group key={group.key} group={group} slug={slug} back={back} />
        ))}
      </ol>
      {count > shown && <p className="soft gap-1">En nog {(count - shown).toLocaleString('nl-NL')} meer. Die ziet u als deze bekeken zijn.</p>}
      <datalist id="redenen">
        <option value="Algemeen nummer of adres van een organisatie" />
        <option value="De persoon wil dit zelf openbaar" />
        <option value="Dit is geen gegeven van een persoon" />
      </datalist>
    </section>
  )
}

function Group({ group: { pointId, number, isAnswer, findings }, slug, back }: { group: FindingGroup; slug: string; back: FindingBack | null }) {
  return (
    <li>
      <h3>
        <GoLink href={`/ambtenaar/trajecten/${slug}/punten/${pointId}`} plain>
          {isAnswer ? `Antwoord op punt ${number}` : `Punt ${number}`}
        </GoLink>
      </h3>
      <ul>
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} number={number} back={back?.findingId === finding.id ? back : null} />
        ))}
      </ul>
    </li>
  )
}

function FindingRow({ finding, number, back }: { finding: OpenFinding; number: string; back: FindingBack | null }) {
  const { id, kind, field, before, text, after, same } = finding
  const about = `${findingLabels[kind]} ${text}, ${number}`
  return (
    <li id={`vondst-${id}`}>
      <p className="wk-found__kind">
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
      <div className="wk-found__acts">
        <form method="post">
          <input type="hidden" name="vondst" value={id} />
          <Everywhere same={same} checked={back?.intent === 'weglaten' && back.everywhere} />
          <Button small name="actie" value="weglaten">
            Laat weg<span className="vh">: {about}</span>
          </Button>
        </form>
        <details open={back?.intent === 'mag-openbaar' || undefined}>
          <summary>
            {kind === 'bsn' ? 'Is geen BSN' : 'Mag openbaar'}
            <span className="vh">: {about}</span>
          </summary>
          <form method="post" className="form">
            <input type="hidden" name="vondst" value={id} />
            <TextInput
              id={`reden-${id}`}
              name="reden"
              list="redenen"
              maxLength={200}
              label={kind === 'bsn' ? 'Wat is het dan?' : 'Waarom mag dit openbaar?'}
              defaultValue={back?.reason}
              error={back?.message}
            />
            <Everywhere same={same} checked={back?.intent === 'mag-openbaar' && back.everywhere} />
            <Button small name="actie" value="mag-openbaar">
              Laat staan<span className="vh">: {about}</span>
            </Button>
          </form>
        </details>
      </div>
    </li>
  )
}

function Everywhere({ same, checked }: { same: number; checked: boolean }) {
  if (same < 2) return null
  return (
    <label className="wk-found__all small">
      <input type="checkbox" name="overal" value="ja" defaultChecked={checked} /> Op alle {same.toLocaleString('nl-NL')} plekken waar dit staat
    </label>
  )
}
