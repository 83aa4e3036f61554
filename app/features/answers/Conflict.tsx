import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import type { OtherAnswer } from './answer.schema.ts'

/** The other text beside one's own, which still stands in the form. Nothing is chosen for anyone. */
export function Conflict({ other, base }: { other: OtherAnswer; base: string }) {
  return (
    <section className="sm-note wk-conflict" aria-labelledby="botsing">
      <h2 id="botsing">
        {other.disposition === null ? `${other.by} heeft dit antwoord weggehaald` : `Dit bewaarde ${other.by} intussen`}
      </h2>
      {other.disposition !== null && (
        <>
          <p>
            <DispositionBadge disposition={other.disposition} />
          </p>
          <p className="verbatim wk-other" dir="auto">
            {other.reply}
          </p>
        </>
      )}
      <p className="small">
        Hieronder staat uw eigen tekst nog. Bewaart u die, dan komt die in de plaats van wat er nu staat. U kunt ook
        stukken overnemen.
      </p>
      <div className="sm-acts">
        <ButtonLink small href={base}>
          {other.disposition === null ? 'Laat mijn tekst vervallen' : `Neem de tekst van ${other.by}`}
        </ButtonLink>
      </div>
    </section>
  )
}
