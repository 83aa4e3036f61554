import { useEffect, useState } from 'react'
import { Button } from '#app/ui/Button.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import { forgetText, thisDevice } from './text-on-device.ts'

/** Copies the code; says so, or says to copy it by hand. */
export function CopyCode({ code }: { code: string }) {
  const awake = useEnhanced()
  const [says, setSays] = useState('')
  if (!awake) return null
  const copy = () =>
    void Promise.resolve(navigator.clipboard?.writeText(code) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setSays('Gekopieerd'),
      () => setSays('Kopiëren lukt niet. Schrijf de code over.'),
    )
  return (
    <p className="code__copy">
      <Button type="button" variant="quiet" icon="copy" onClick={copy}>
        Kopieer de code
      </Button>
      <span role="status" className="small soft">
        {says}
      </span>
    </p>
  )
}

/** Prints the page. */
export function PrintPage() {
  const awake = useEnhanced()
  if (!awake) return null
  return (
    <Button type="button" icon="printer" onClick={() => window.print()}>
      Print of bewaar als pdf
    </Button>
  )
}

/** What was sent need not stay on this device. */
export function ForgetOnDevice({ processId }: { processId: string }) {
  useEffect(() => forgetText(thisDevice, processId), [processId])
  return null
}
