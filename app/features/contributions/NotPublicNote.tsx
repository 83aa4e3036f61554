import { Notice } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'

/** What the sender asked us to keep out of public, for who splits and answers; nothing where nothing was asked. */
export function NotPublicNote({ words }: { words: string }) {
  if (words === '') return null
  return (
    <Notice kind="warn" title="De indiener vroeg om dit niet openbaar te maken">
      <Verbatim text={words} />
    </Notice>
  )
}
