import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** Over everything of a draft: only officials see it. */
export function PreviewBanner({ slug }: { slug: string }) {
  return (
    <aside className="wrap preview" aria-label="Voorbeeld">
      <Notice kind="warn" title="Voorbeeld: nog niet openbaar">
        <p>
          Alleen ambtenaren zien deze pagina. <a href={paths.official.process.details(slug)}>Terug naar het traject</a>
        </p>
      </Notice>
    </aside>
  )
}
