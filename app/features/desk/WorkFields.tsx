import { useRef, useState, type FormEvent } from 'react'
import { partInWords } from '#app/features/plans/part-in-words.ts'
import { formatDate } from '#app/local-date.ts'
import { Button } from '#app/ui/Button.tsx'
import { FieldError } from '#app/ui/Field.tsx'
import { useEnhanced } from '#app/ui/use-enhanced.ts'
import type { ItemView } from './item-view.server.ts'
import { PlacePicker } from './PlacePicker.tsx'
import { formOf, type PointActs } from './use-point-acts.ts'

/** How long a choice made by keyboard may still change before it is sent: arrows pass every choice on their way. */
const CHOOSING_MS = 900

type Props = { view: ItemView; acts: PointActs }

/** Theme, who has it, by when, and where in the plan: each is an act of its own, and asks for no answer. */
export function WorkFields({ view, acts }: Props) {
  const { work, themes, officials, parts, process } = view
  const nameOf = (among: { id: string; name: string }[], id: string | null) => among.find((one) => one.id === id)?.name
  const place = parts.find(({ id }) => id === work.placeId)
  return (
    <div className="it-work">
      <OneField
        {...{ acts, act: 'setTheme', name: 'themeId', label: 'Thema', keyName: 'T', empty: 'Nog geen thema' }}
        value={work.themeId ?? ''}
        options={themes}
        says={(id) => (id === '' ? 'Het thema is weg.' : `Thema ${nameOf(themes, id) ?? ''} bewaard.`)}
      />
      <OneField
        {...{ acts, act: 'assignPoint', name: 'assigneeId', label: 'Behandelaar', keyName: 'W', empty: 'Niemand' }}
        value={work.assigneeId ?? ''}
        options={officials}
        says={(id) =>
          id === '' ? 'Niemand heeft dit punt nu.' : `${nameOf(officials, id) ?? 'Een collega'} heeft dit punt nu.`
        }
      />
      <OneField
        {...{ acts, act: 'setDueDate', name: 'dueOn', label: 'Uiterste dag', value: work.dueOn ?? '' }}
        says={(day) => (day === '' ? 'Er is geen uiterste dag meer.' : `Uiterste dag ${formatDate(day)} bewaard.`)}
      />
      <PlacePicker
        {...{ acts, slug: process.slug, placeId: work.placeId, found: view.found }}
        place={place ? partInWords(place) : null}
        text={place?.text ?? ''}
        chapter={work.chapter}
      />
    </div>
  )
}

/** A form of one field that is sent as soon as something was chosen; without JavaScript it has a button. */
function OneField({
  acts,
  act,
  name,
  label,
  keyName,
  value,
  says,
  options,
  empty,
}: {
  acts: PointActs
  act: string
  name: string
  label: string
  /** The key that leads to it. */
  keyName?: string
  value: string
  says: (value: string) => string
  /** What can be chosen; left out: a day. */
  options?: { id: string; name: string }[]
  /** The words of no choice. */
  empty?: string
}) {
  const enhanced = useEnhanced()
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const byKeyboard = useRef(false)
  const error = acts.errors[name]
  const [chosen, setChosen] = useState(value)
  // What a colleague changed is shown once it is read; what was done here, or taken back, at once.
  const { justDone } = acts
  const [followed, setFollowed] = useState({ value, justDone })
  if (followed.value !== value || followed.justDone !== justDone) {
    setFollowed({ value, justDone })
    if (followed.value !== value) setChosen(value)
    else if (justDone?.sent.has(name)) setChosen(justDone.sent.get(name) ?? '')
  }
  const submit = (now: string) => {
    clearTimeout(waiting.current)
    waiting.current = undefined
    if (now === value) return
    void acts.send(formOf(act, { [name]: now }), { says: says(now), undo: formOf(act, { [name]: value }) })
  }
  const id = `punt-${name}`
  const control = {
    ...{ id, name, value: chosen },
    onKeyDown: () => (byKeyboard.current = true),
    onChange({ target: { value: now } }: { target: { value: string } }) {
      setChosen(now)
      clearTimeout(waiting.current)
      if (byKeyboard.current) waiting.current = setTimeout(() => submit(now), CHOOSING_MS)
      else submit(now)
      byKeyboard.current = false
    },
    onBlur: () => waiting.current !== undefined && submit(chosen),
    ...(error && { 'aria-invalid': true as const, 'aria-describedby': `${id}-fout` }),
  }
  return (
    <form
      method="post"
      className="it-field"
      noValidate
      onSubmit={(event: FormEvent) => {
        if (!enhanced) return
        event.preventDefault()
        submit(chosen)
      }}
    >
      <div className="sm-lab">
        <label htmlFor={id}>{label}</label>
        {keyName && <kbd aria-hidden="true">{keyName}</kbd>}
      </div>
      {error && <FieldError id={`${id}-fout`}>{error}</FieldError>}
      <div className="it-one">
        {options ? (
          <select {...control} className="utrecht-select">
            <option value="">{empty}</option>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </select>
        ) : (
          <input {...control} type="date" className="utrecht-textbox" />
        )}
        {!enhanced && (
          <Button small name="act" value={act}>
            Bewaar<span className="vh"> {label.toLowerCase()}</span>
          </Button>
        )}
      </div>
    </form>
  )
}
