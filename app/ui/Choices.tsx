import type { InputHTMLAttributes, ReactNode } from 'react'
import { describedBy, FieldError } from './Field.tsx'

type Choice = { value: string; label: ReactNode; more?: ReactNode }

type Group = {
  name: string
  legend: ReactNode
  description?: ReactNode
  error?: string
  optional?: boolean
  large?: boolean
  id?: string
}

function Fieldset({
  name,
  legend,
  description,
  error,
  optional,
  large,
  id = name,
  radio,
  children,
}: Group & { radio?: boolean; children: ReactNode }) {
  return (
    <fieldset
      className={error ? 'utrecht-form-fieldset field has-error' : 'utrecht-form-fieldset field'}
      aria-describedby={describedBy(id, { description, error })}
      {...(radio && {
        role: 'radiogroup',
        'aria-labelledby': `${id}-vraag`,
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
    >
      <legend
        id={`${id}-vraag`}
        className={['utrecht-form-fieldset__legend', large && 'utrecht-form-label--large'].filter(Boolean).join(' ')}
      >
        {legend}
        {optional && <span className="regular soft"> (mag, hoeft niet)</span>}
      </legend>
      {description && (
        <p className="utrecht-form-field-description" id={`${id}-uitleg`}>
          {description}
        </p>
      )}
      {error && <FieldError id={`${id}-fout`}>{error}</FieldError>}
      <div className="checks">{children}</div>
    </fieldset>
  )
}

/** The first choice has the id of the group, so that a link in the error summary leads to it. */
const idOf = (id: string, at: number) => (at === 0 ? id : `${id}-${at + 1}`)

function Words({ label, more }: Pick<Choice, 'label' | 'more'>) {
  return (
    <span>
      {label}
      {more && <span className="check__more">{more}</span>}
    </span>
  )
}

export function RadioGroup({ choices, value, ...group }: Group & { choices: readonly Choice[]; value?: string }) {
  const id = group.id ?? group.name
  return (
    <Fieldset {...group} radio>
      {choices.map((choice, at) => (
        <label key={choice.value} className="check" htmlFor={idOf(id, at)}>
          <input
            className="utrecht-radio-button utrecht-radio-button--html-input"
            type="radio"
            id={idOf(id, at)}
            name={group.name}
            value={choice.value}
            defaultChecked={choice.value === value}
          />
          <Words {...choice} />
        </label>
      ))}
    </Fieldset>
  )
}

/** Several of the choices, all sent under one name. */
export function Checkboxes({
  choices,
  values = [],
  ...group
}: Group & { choices: readonly Choice[]; values?: readonly string[] }) {
  const id = group.id ?? group.name
  return (
    <Fieldset {...group}>
      {choices.map((choice, at) => (
        <label key={choice.value} className="check" htmlFor={idOf(id, at)}>
          <input
            className="utrecht-checkbox utrecht-checkbox--html-input"
            type="checkbox"
            id={idOf(id, at)}
            name={group.name}
            value={choice.value}
            defaultChecked={values.includes(choice.value)}
            aria-invalid={group.error ? true : undefined}
          />
          <Words {...choice} />
        </label>
      ))}
    </Fieldset>
  )
}

/** A single checkbox: yes when ticked, absent when not. */
export function CheckboxField({
  name,
  label,
  more,
  error,
  id = name,
  value = 'ja',
  ...input
}: Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'value' | 'type' | 'className'> & {
  name: string
  label: ReactNode
  more?: ReactNode
  error?: string
  id?: string
  value?: string
}) {
  return (
    <div className={error ? 'utrecht-form-field field has-error' : 'utrecht-form-field field'}>
      {error && <FieldError id={`${id}-fout`}>{error}</FieldError>}
      <label className="check" htmlFor={id}>
        <input
          {...input}
          className="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          id={id}
          name={name}
          value={value}
          aria-describedby={error ? `${id}-fout` : undefined}
          aria-invalid={error ? true : undefined}
        />
        <Words label={label} more={more} />
      </label>
    </div>
  )
}
