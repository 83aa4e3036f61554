import { Notice } from '#app/ui/FormParts.tsx'

/** What was typed for a paragraph that a colleague took away meanwhile. */
export function KeptWords({ words }: { words: string }) {
  return (
    <Notice kind="warn" title="Dit typte u">
      <p>Open de alinea waar dit bij hoort of achter moet komen, en plak het daar.</p>
      <p className="words-changed" dir="auto">
        {words}
      </p>
    </Notice>
  )
}
