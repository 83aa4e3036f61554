import { Button } from '#app/ui/Button.tsx'
import onReceipt from './on-receipt.ts?island'

/** Copies the code and says so, or says to copy it by hand. Shown where scripts run. */
export function CopyCode({ code }: { code: string }) {
  return (
    <div className="code__copy" data-with-script hidden>
      <Button type="button" variant="quiet" icon="copy" data-copy={code}>
        Kopieer de code
      </Button>
      <span role="status" className="small soft" />
    </div>
  )
}

/** Prints the page. Shown where scripts run. */
export function PrintPage() {
  return (
    <div data-with-script hidden>
      <Button type="button" icon="printer" data-print="">
        Print of bewaar als pdf
      </Button>
    </div>
  )
}

/** What the buttons of a receipt do. Of what was `sent`, so many milliseconds ago, the text that this device kept goes. */
export function ReceiptScript({ sent }: { sent?: { processId: string; agoMs: number } }) {
  return (
    <>
      {sent && <span data-forget-text={sent.processId} data-sent-ago={sent.agoMs} hidden />}
      <script type="module" src={onReceipt} />
    </>
  )
}
