import { Fold } from '#app/ui/FormParts.tsx'

/** What was settled before the opening, to read it once more. */
export function Decides({ lines }: { lines: readonly string[] }) {
  return (
    <section className="sm-sec" aria-labelledby="beslist">
      <h2 id="beslist" className="read">
        Wat beslist de uitkomst
      </h2>
      <Fold summary="Lees de regels die vastliggen">
        <ol className="ck-decides">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Fold>
    </section>
  )
}
