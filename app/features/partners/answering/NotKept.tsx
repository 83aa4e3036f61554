import { thisDevice } from '#app/live/device.ts'
import { Notice } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { keptDrafts, type DraftsOf } from './answer-on-device.ts'

/** What someone typed and could not be kept, because the response was released or sent, or the last day passed: to copy from. */
export function NotKept({
  of,
  sent,
}: {
  of: DraftsOf
  /** In the form that brought this page. */ sent: readonly string[]
}) {
  // What a device kept only the device knows: it comes once the page is alive there.
  const isAlive = useEnhanced()
  const onDevice = isAlive ? Object.values(keptDrafts(thisDevice, of)).map(({ text }) => text) : []
  const texts = [...new Set([...sent, ...onDevice])].filter((text) => text !== '')
  if (texts.length === 0) return null
  return (
    <Notice kind="warn" title="Dit typte u, en het is niet bewaard">
      <p className="under-1">
        Terwijl u schreef, is de inbreng vrijgegeven, verzonden of gesloten. Kopieer uw tekst als u die nog nodig hebt.
      </p>
      {texts.map((text) => (
        <Verbatim key={text} text={text} />
      ))}
    </Notice>
  )
}
