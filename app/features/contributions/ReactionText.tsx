import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { thisDevice } from '#app/live/device.ts'
import { formatTime } from '#app/local-date.ts'
import { Button } from '#app/ui/Button.tsx'
import { Field } from '#app/ui/Field.tsx'
import { Notice, StatusMessage } from '#app/ui/FormParts.tsx'
import { Verbatim } from '#app/ui/Verbatim.tsx'
import { MAX_TEXT_LENGTH, textLength } from './reaction-text.ts'
import { forgetText, keepText, keptText, textToOffer, withOffered } from './text-on-device.ts'

const SAVE_AFTER_MS = 800
/** From here on the form says how much still fits. */
const NEARLY_FULL = MAX_TEXT_LENGTH - 2000

const number = new Intl.NumberFormat('nl-NL')
const useLayoutEffectInBrowser = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * The text of a reaction. With JavaScript it is also kept on the device while someone types, and offered back after a
 * crash; without, it is a textarea like any other.
 */
export function ReactionText({
  processId,
  text,
  label,
  description,
  error,
  quiet,
}: {
  processId: string
  text: string
  label: ReactNode
  description: ReactNode
  error?: string
  /** The page already speaks of a text: what this device kept besides is offered at another visit. */
  quiet?: boolean
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const beforeHydration = useTypedBefore('tekst', text)
  const [saved, setSaved] = useState<{ at: Date } | 'refused' | null>(null)
  const [offer, setOffer] = useState<{ text: string; at: string } | null>(null)
  const undecided = useRef<typeof offer>(null)
  const [length, setLength] = useState(0)

  useLayoutEffectInBrowser(() => {
    // React puts the text of the server back; what was typed on a slow phone before it came, stays.
    if (area.current && beforeHydration !== null && area.current.value === text) area.current.value = beforeHydration
  }, [])

  useEffect(() => {
    const field = area.current
    if (!field) return
    undecided.current = textToOffer(keptText(thisDevice, processId), field.value)
    setOffer(quiet ? null : undecided.current)
    setLength(textLength(field.value))
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      clearTimeout(timer)
      timer = undefined
      const at = new Date()
      const earlier = undecided.current
      const kept = keepText(thisDevice, processId, {
        text: field.value,
        at: at.toISOString(),
        ...(earlier && { earlier }),
      })
      setSaved(kept ? { at } : 'refused')
    }
    const typed = () => {
      setLength(textLength(field.value))
      clearTimeout(timer)
      timer = setTimeout(save, SAVE_AFTER_MS)
    }
    const leave = () => {
      if (timer) save()
    }
    field.addEventListener('input', typed)
    window.addEventListener('pagehide', leave)
    return () => {
      leave()
      field.removeEventListener('input', typed)
      window.removeEventListener('pagehide', leave)
    }
  }, [processId, quiet])

  const decide = (take: boolean) => {
    const field = area.current
    if (!field || !offer) return
    undecided.current = null
    if (take) field.value = withOffered(field.value, offer.text)
    else forgetText(thisDevice, processId)
    setOffer(null)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  }

  return (
    <>
      {offer && <Offer offer={offer} decide={decide} />}
      <Field name="tekst" label={label} description={description} error={error} large>
        {(control) => (
          <>
            <textarea
              {...control}
              ref={area}
              className="utrecht-textarea"
              dir="auto"
              defaultValue={text}
              rows={8}
              autoCapitalize="sentences"
              spellCheck
            />
            {length > NEARLY_FULL && <Room length={length} />}
            <Saved saved={saved} />
          </>
        )}
      </Field>
    </>
  )
}

/** What stands in a field when the page wakes up: someone may have typed already, or the back button put it there. */
function useTypedBefore(id: string, fromServer: string): string | null {
  const [typed] = useState(() => {
    if (typeof document === 'undefined') return null
    const field = document.getElementById(id)
    return field instanceof HTMLTextAreaElement && field.value !== fromServer ? field.value : null
  })
  return typed
}

function Offer({ offer, decide }: { offer: { text: string; at: string }; decide: (take: boolean) => void }) {
  return (
    <Notice
      title="Op dit apparaat staat nog een tekst van u"
      live
      actions={
        <>
          <Button type="button" small onClick={() => decide(true)}>
            Zet deze tekst in het formulier
          </Button>
          <Button type="button" small variant="quiet" onClick={() => decide(false)}>
            Gooi deze tekst weg
          </Button>
        </>
      }
    >
      <p>U typte deze tekst om {formatTime(new Date(offer.at))} en verstuurde hem niet.</p>
      <Verbatim className="offered" text={offer.text.length > 300 ? `${offer.text.slice(0, 300)}…` : offer.text} />
    </Notice>
  )
}

function Room({ length }: { length: number }) {
  const left = MAX_TEXT_LENGTH - length
  return (
    <p className={left < 0 ? 'small c-text-brick' : 'small soft'} role="status">
      {left < 0 ? `${number.format(-left)} tekens te veel` : `Er passen nog ${number.format(left)} tekens bij`}
    </p>
  )
}

function Saved({ saved }: { saved: { at: Date } | 'refused' | null }) {
  if (saved === null) return null
  if (saved === 'refused') {
    return (
      <StatusMessage warn icon="alert-triangle">
        Uw browser bewaart deze tekst niet op dit apparaat. Ga verder naar stap 2, dan bewaren wij hem.
      </StatusMessage>
    )
  }
  return <StatusMessage>Bewaard op dit apparaat om {formatTime(saved.at)}</StatusMessage>
}
