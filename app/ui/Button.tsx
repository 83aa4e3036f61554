import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'

type ButtonVariant = 'primary-action' | 'secondary' | 'quiet' | 'inverse' | 'ghost-inverse' | 'subtle' | 'danger'
type Look = { variant?: ButtonVariant; small?: boolean; wide?: boolean; icon?: IconName; children: ReactNode }

const classes: Record<ButtonVariant, string> = {
  'primary-action': 'utrecht-button--primary-action',
  secondary: 'utrecht-button--secondary-action',
  quiet: 'utrecht-button--quiet',
  inverse: 'utrecht-button--inverse',
  'ghost-inverse': 'utrecht-button--ghost-inverse',
  subtle: 'utrecht-button--subtle',
  danger: 'utrecht-button--secondary-action utrecht-button--danger',
}

function classOf({ variant = 'secondary', small, wide }: Pick<Look, 'variant' | 'small' | 'wide'>, extra?: string) {
  return ['utrecht-button', classes[variant], small && 'utrecht-button--small', wide && 'utrecht-button--wide', extra]
    .filter(Boolean)
    .join(' ')
}

/** Submits by default. Never disabled: a button that cannot be used yet says why when it is pressed. */
export function Button({
  variant,
  small,
  wide,
  icon,
  children,
  className,
  type = 'submit',
  ...rest
}: Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'>) {
  return (
    <button {...rest} type={type} className={classOf({ variant, small, wide }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({
  variant,
  small,
  wide,
  icon,
  children,
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a {...rest} className={classOf({ variant, small, wide }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link on its own line, 44 px high; `arrow` when it leads on. */
export function GoLink({
  icon,
  arrow,
  plain,
  children,
  className,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string
  icon?: IconName
  arrow?: boolean
  plain?: boolean
}) {
  return (
    <a {...rest} className={['go', plain && 'go--plain', className].filter(Boolean).join(' ')}>
      {icon && <Icon name={icon} />}
      {children}
      {arrow && <Icon name="arrow-right" />}
    </a>
  )
}

/** Buttons and links side by side, wrapping. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className="btns">{children}</div>
}
