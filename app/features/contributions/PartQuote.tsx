import type { ReactNode } from 'react'
import { Verbatim } from '#app/ui/Verbatim.tsx'

const LONG = 600

/** The part of the plan that someone reacts to. A long paragraph is folded, so that the form stays in sight. */
export function PartQuote({ label, quote, children }: { label: string; quote: string; children?: ReactNode }) {
  const isLong = quote.length > LONG
  const cut = isLong ? quote.slice(0, quote.lastIndexOf(' ', LONG - 200)) : quote
  return (
    <figure className="quote">
      <figcaption className="from">U reageert op {label.charAt(0).toLowerCase() + label.slice(1)}</figcaption>
      {quote !== '' && <Verbatim as="blockquote" text={isLong ? `${cut}…` : quote} />}
      {isLong && (
        <details className="quote__rest">
          <summary>Lees de hele alinea</summary>
          <Verbatim as="blockquote" text={quote} />
        </details>
      )}
      {children}
    </figure>
  )
}
