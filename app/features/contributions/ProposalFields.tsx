import { Field } from '#app/ui/Field.tsx'
import { Help } from '#app/ui/FormParts.tsx'
import { KeptOnDevice, OfferFromDevice } from './KeptOnDevice.tsx'
import onProposal from './on-proposal.ts?island'
import { proposedChanges } from './proposed-changes.ts'
import { ProposedChanges } from './ProposedChanges.tsx'

const FIELD = 'voorstel'

/** What happens with a proposal, beside the form. */
export function ProposalAside() {
  return (
    <Help id="hulp-voorstel" title="Wat gebeurt er met uw voorstel?">
      <ol className="proposal__steps">
        <li>Het telt als een punt. U krijgt altijd antwoord.</li>
        <li>Wij nemen uw woorden over, helemaal of voor een deel, of wij leggen uit waarom niet.</li>
        <li>Staan uw woorden in het plan? Dan ziet iedereen dat ze van een inwoner komen.</li>
      </ol>
    </Help>
  )
}

/**
 * The words of a paragraph to change, and what is different in them. With JavaScript that follows what is typed; without, it shows what was
 * kept, and the page to check shows it before anything is sent.
 */
export function ProposalFields({
  keepFor,
  old,
  words,
  error,
  quiet,
}: {
  keepFor: string
  old: string
  words: string
  error?: string
  quiet?: boolean
}) {
  const { says, pieces } = proposedChanges(old, words)
  return (
    <>
      {!quiet && <OfferFromDevice of={FIELD} />}
      <Field
        name="proposal"
        id={FIELD}
        label="Verander de tekst"
        description="Dit is de tekst van nu. Typ erin, haal weg, zet erbij."
        error={error}
      >
        {(control) => (
          <>
            <textarea
              {...control}
              aria-required={undefined}
              data-keep-for={keepFor}
              data-offer-replaces=""
              data-old={old}
              className="utrecht-textarea proposal__words"
              dir="auto"
              defaultValue={words}
              rows={Math.min(24, Math.max(6, Math.ceil(words.length / 60) + 1))}
              autoCapitalize="sentences"
              spellCheck
            />
            <KeptOnDevice of={FIELD} />
            <p data-with-proposal hidden>
              <button type="button" className="tog regular" data-restore>
                Zet de oude tekst terug
              </button>
            </p>
          </>
        )}
      </Field>
      <section className="proposal__changes" aria-labelledby="dit-verandert" data-changes hidden={pieces === null}>
        <div className="proposal__head">
          <h2 id="dit-verandert">Dit verandert u</h2>
          <p className="soft">
            <span data-says>{says}</span>
            <span className="vh" role="status" data-status />
          </p>
        </div>
        <div data-pieces>{pieces && <ProposedChanges pieces={pieces} />}</div>
      </section>
      <script type="module" src={onProposal} />
    </>
  )
}
