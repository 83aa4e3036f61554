import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { Icon } from './Icon.tsx'

/** What a control needs to belong to its field: `Field` makes it, the control spreads it. */
type ControlProps = {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: true
  'aria-required'?: true
}

type FieldProps = {
  name: string
  label: ReactNode
  description?: ReactNode
  /** What is wrong and how to mend it. The bar, the icon and the words together say it. */
  error?: string
  /** Only optional fields say so in words: most of what we ask is needed. */
  optional?: boolean
  large?: boolean
  id?: string
}

/** "Fout:" for people who do not see the colour, then the words. */
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

/** `undefined` when nothing describes the control, so that the attribute is left out. */
export function describedBy(id: string, { description, error }: { description?: ReactNode; error?: string }) {
  const ids = [description && `${id}-uitleg`, error && `${id}-fout`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Label, description, error and control, in that order and linked to each other. */
export function Field({
  name,
  label,
  description,
  error,
  optional,
  large,
  id = name,
  children,
}: FieldProps & {
  children: (control: ControlProps) => ReactNode
}) {
  return (
    <div className={error ? 'utrecht-form-field field has-error' : 'utrecht-form-field field'}>
      <label className={large ? 'utrecht-form-label utrecht-form-label--large' : 'utrecht-form-label'} htmlFor={id}>
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

/** Separates the props of the field from those of the control itself. */
function parted<Props extends FieldProps>({ name, label, description, error, optional, large, id, ...control }: Props) {
  return { field: { name, label, description, error, optional, large, id }, control }
}

type TextInputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | 'width'> & { width?: 'short' | 'code' }

/**
 * A control of one line. `defaultValue` is what the person sent before; the browser's own validation stays off
 * (noValidate).
 */
export function TextInput(props: TextInputProps) {
  const {
    field,
    control: { width, ...input },
  } = parted(props)
  const className = width ? `utrecht-textbox utrecht-textbox--w-${width}` : 'utrecht-textbox'
  return (
    <Field {...field}>
      {(wired) => <input dir="auto" {...input} {...wired} type={input.type ?? 'text'} className={className} />}
    </Field>
  )
}

export function TextArea(
  props: FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own> & { short?: boolean },
) {
  const {
    field,
    control: { short, ...area },
  } = parted(props)
  const className = short ? 'utrecht-textarea utrecht-textarea--short' : 'utrecht-textarea'
  return <Field {...field}>{(wired) => <textarea dir="auto" {...area} {...wired} className={className} />}</Field>
}

type SelectProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> & {
    options: readonly { value: string; label: string }[]
    /** The words of the choice "nothing chosen yet"; left out when something is always chosen. */
    empty?: string
  }

export function Select(props: SelectProps) {
  const {
    field,
    control: { options, empty, ...select },
  } = parted(props)
  return (
    <Field {...field}>
      {(wired) => (
        <select {...select} {...wired} className="utrecht-select">
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A file; `limits` says which kinds and what size, before someone chooses one. */
export function FileInput({
  limits,
  ...rest
}: Omit<TextInputProps, 'description' | 'type' | 'width' | 'defaultValue'> & { limits: ReactNode }) {
  return <TextInput {...rest} description={limits} type="file" dir={undefined} />
}
