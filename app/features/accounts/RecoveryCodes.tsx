import type { FormAnswer } from '#app/forms/form-answer.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** The codes that an act gave, or null. */
export function codesIn(answer: FormAnswer | null): string[] | null {
  const shown = answer?.shown
  return Array.isArray(shown) ? shown.map(String) : null
}

/** Ten codes, shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="stack">
      <Notice kind="warn" title="Bewaar deze codes nu">
        Wij tonen ze maar één keer. Print ze, of zet ze in uw wachtwoordkluis. Niet op uw telefoon: ze zijn er juist
        voor als u die kwijt bent.
      </Notice>
      <ol className="acc-codes" aria-label="Uw herstelcodes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p className="soft small">Elke code werkt één keer, in plaats van de code uit de app.</p>
    </div>
  )
}
