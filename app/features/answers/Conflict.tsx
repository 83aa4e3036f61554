import { DispositionBadge } from '#app/features/points/DispositionBadge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import type { FoundAnswer } from './store-answer.server.ts'

/** The other text beside one's own, which still stands in the form. Nothing is chosen for anyone. */
export function Conflict({ current, base }: { current: FoundAnswer['current']; base: string }) {
  const colleague = current?.updatedByName ?? 'een collega'
  return (
    <section className="sm-note wk-conflict" aria-labelledby="botsing">
      <h2 id="botsing">
        {current ? `Dit bewaarde ${colleague} intussen` : `${colleague} heeft dit antwoord weggehaald`}
      </h2>
      {current && (
        <>
          <p>
            <DispositionBadge disposition={current.disposition} />
          </p>
          <p className="verbatim wk-other" dir="auto">
            {current.reply}
          </p>
        </>
      )}
      <p className="small">
        Hieronder staat uw eigen tekst nog. Bewaart u die, dan komt die in de plaats van wat er nu staat. U kunt ook
        stukken overnemen.
      </p>
      <div className="sm-acts">
        <ButtonLink small href={base}>
          {current ? `Neem de tekst van ${colleague}` : 'Laat mijn tekst vervallen'}
        </ButtonLink>
      </div>
    </section>
  )
}
