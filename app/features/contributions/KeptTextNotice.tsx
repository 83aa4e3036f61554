import { paths, withQuery } from '#app/paths.ts'
import { GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'

/** For who left the form to choose another part of the plan. */
export function KeptTextNotice({ slug }: { slug: string }) {
  return (
    <Notice
      kind="success"
      title="Uw tekst is bewaard"
      live
      actions={<GoLink href={paths.public.react(slug)}>Terug naar uw tekst</GoLink>}
    >
      Kies bij een alinea ‘Reageer op deze alinea’. Uw tekst staat dan weer in het formulier.
    </Notice>
  )
}

/** Where someone chooses another part of the plan; with a text, the page says that it is kept. */
export function choosePartPath(slug: string, text: string): string {
  return withQuery(paths.public.planChapter(slug), { [KEPT]: text.trim() === '' ? null : 'bewaard' })
}

/** Whether someone came that way. */
export const isTextKept = (url: URL): boolean => url.searchParams.get(KEPT) === 'bewaard'

/** The same address, for a page that says it too: who looks for another part may go through several chapters. */
export function sayingTextKept(href: string): string {
  const [path = '', anchor] = href.split('#')
  return `${path}?${KEPT}=bewaard${anchor === undefined ? '' : `#${anchor}`}`
}

const KEPT = 'tekst'
