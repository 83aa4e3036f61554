import { paths } from '#app/paths.ts'
import { Notice } from '#app/ui/FormParts.tsx'

/** What was typed is kept: until when, and how to go on. */
export function SavedNotice({ slug, until }: { slug: string; until: string }) {
  return (
    <Notice kind="success" title="Uw reactie is bewaard" live>
      <p>Hij is nog niet verstuurd. Dat kan tot en met {until}.</p>
      <p className="gap-1">
        Zo gaat u later verder: open dit plan weer op dit apparaat, in dezelfde browser. Kies dan ‘Geef uw reactie’. Wat
        u invulde, staat er nog. Na een week wissen wij het.
      </p>
      <p className="gap-1">
        Gebruiken anderen dit apparaat ook? Zij kunnen uw tekst dan lezen.{' '}
        <a href={paths.public.forget(slug)}>Wis mijn tekst van dit apparaat</a>
      </p>
    </Notice>
  )
}

/** The button for it, which each step has. */
export function SaveForLater({ act }: { act: string }) {
  return (
    <button className="tog regular" name="act" value={act}>
      Bewaar en ga later verder
    </button>
  )
}
