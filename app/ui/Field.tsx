import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { Icon } from './Icon.tsx'

/** What a control needs to belong to its field: `Field` makes it, the control spreads it. */
export type ControlProps = {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

export type FieldProps = {
  name: string
  label: ReactNode
  description?: ReactNode
  /** What is wrong and how to mend it. The bar, the icon and the words say it together. */
  error?: string
  /** Said in words only when it is optional: most of what we ask is needed. */
  optional?: boolean
  large?: boolean
  hideLabel?: boolean
  id?: string
}

/** "Fout:" for whoever does not see the colour, then the words. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="utrecht-form-field-error-message" id={id}>
      <Icon name="alert-triangle" />
      <span>
        <span className="vh">Fout: </span>
        {children}
      </span>
    </p>
  )
}

/** `undefined` when nothing describes the control, so that the attribute stays away. */
export function describedBy(id: string, { description, error }: { description?: ReactNode; error?: string }) {
  const ids = [description && `${id}-uitleg`, error && `${id}-fout`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function labelClass(large?: boolean, hidden?: boolean) {
  return ['utrecht-form-label', large && 'utrecht-form-label--large', hidden && 'vh'].filter(Boolean).join(' ')
}

/** Label, description, error, control: in that order, and wired to each other. */
export function Field({
  name,
  label,
  description,
  error,
  optional,
  large,
  hideLabel,
  id = name,
  children,
}: FieldProps & {
  children: (control: ControlProps) => ReactNode
}) {
  return (
    <div className={error ? 'utrecht-form-field field has-error' : 'utrecht-form-field field'}>
      <label className={labelClass(large, hideLabel)} htmlFor={id}>
        {label}
        {optional && <span className="optional"> (mag, hoeft niet)</span>}
      </label>
      {description && (
        <p className="utrecht-form-field-description" id={`${id}-uitleg`}>
          {description}
        </p>
      )}
      {error && <FieldError id={`${id}-fout`}>{error}</FieldError>}
      {children({
        id,
        name,
        'aria-describedby': describedBy(id, { description, error }),
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
    </div>
  )
}

type Own = keyof FieldProps | 'className' | 'required'
export type InputWidth = 'date' | 'short' | 'code'

/** One line. `defaultValue` is what the person sent before; the browser's own validation stays off (noValidate). */
export function TextInput({
  name,
  label,
  description,
  error,
  optional,
  large,
  hideLabel,
  id,
  width,
  ...input
}: FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, Own | 'width'> & { width?: InputWidth }) {
  return (
    <Field {...{ name, label, description, error, optional, large, hideLabel, id }}>
      {(control) => (
        <input
          dir="auto"
          {...input}
          {...control}
          type={input.type ?? 'text'}
          className={width ? `utrecht-textbox utrecht-textbox--w-${width}` : 'utrecht-textbox'}
        />
      )}
    </Field>
  )
}

export function TextArea({
  name,
  label,
  description,
  error,
  optional,
  large,
  hideLabel,
  id,
  short,
  ...area
}: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own> & { short?: boolean }) {
  return (
    <Field {...{ name, label, description, error, optional, large, hideLabel, id }}>
      {(control) => (
        <textarea
          dir="auto"
          {...area}
          {...control}
          className={short ? 'utrecht-textarea utrecht-textarea--short' : 'utrecht-textarea'}
        />
      )}
    </Field>
  )
}

export type Option = { value: string; label: string }

/** `empty` is the words of the choice "nothing chosen yet"; leave it out when something is always chosen. */
export function Select({
  name,
  label,
  description,
  error,
  optional,
  large,
  hideLabel,
  id,
  options,
  empty,
  ...select
}: FieldProps & Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> & { options: readonly Option[]; empty?: string }) {
  return (
    <Field {...{ name, label, description, error, optional, large, hideLabel, id }}>
      {(control) => (
        <select {...select} {...control} className="utrecht-select">
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/**
 * A date as the browser's own date field: it shows the parts in the reader's language, sends `YYYY-MM-DD` whatever was
 * shown, works by keyboard and brings a calendar on a phone. Typed text would need a parser for every way to write a
 * date. `min` and `max` are `YYYY-MM-DD`.
 */
export function DateInput(props: Omit<Parameters<typeof TextInput>[0], 'type' | 'width'>) {
  return <TextInput {...props} type="date" width="date" />
}

/** A file; `limits` says the sorts and the size before someone chooses one. */
export function FileInput({
  limits,
  description,
  ...rest
}: Omit<Parameters<typeof TextInput>[0], 'type' | 'width' | 'defaultValue'> & { limits: ReactNode }) {
  const words = description ? (
    <>
      {description} {limits}
    </>
  ) : (
    limits
  )
  return <TextInput {...rest} description={words} type="file" dir={undefined} />
}
