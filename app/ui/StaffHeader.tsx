import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { Logo } from './Brand.tsx'
import type { NavItem } from './Shell.tsx'

function Links({ nav }: { nav: NavItem[] }) {
  return (
    <ul>
      {nav.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The first letters of the first and the last part of a name: "AB" for Ambtenaar B, so that two colleagues are told apart. */
function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/)
  const last = parts.length > 1 ? (parts.at(-1) ?? '') : ''
  return `${parts[0]?.charAt(0) ?? ''}${last.charAt(0)}`.toUpperCase()
}

/**
 * The dark bar. The page holds two copies of the menu, of which one is shown: a list in the bar, and on narrow screens
 * a fold-out that needs no JavaScript. `logout` is a form.
 */
export function StaffHeader({
  municipalityName,
  nav,
  userName,
  userHref,
  logout,
  home,
  area,
}: {
  municipalityName: string
  nav: NavItem[]
  userName: string
  userHref?: string
  logout?: ReactNode
  home: string
  /** Whose area this is: the bar is blue for officials, heather for the council, white for partners. */
  area?: 'council' | 'partner'
}) {
  const person = (
    <>
      <span className="sm-av" aria-hidden="true">
        {initialsOf(userName)}
      </span>
      <span className="sm-top__name">{userName}</span>
    </>
  )
  return (
    <header className={area ? `sm-top sm-top--${area}` : 'sm-top'}>
      <a className="sm-top__brand" href={home}>
        <Logo className="sm-logo" />
        <span>Saomen</span>
      </a>
      <span className="sm-top__gem">{municipalityName}</span>
      <nav className="sm-top__nav" aria-label="Hoofdmenu">
        <Links nav={nav} />
      </nav>
      {userHref ? (
        <a className="sm-top__user" href={userHref}>
          {person}
        </a>
      ) : (
        <span className="sm-top__user">{person}</span>
      )}
      {logout && <div className="sm-top__out">{logout}</div>}
      <details className="sm-top__menu">
        <summary>
          <Icon name="menu" />
          Menu
        </summary>
        <nav aria-label="Menu">
          <Links nav={nav} />
          <p className="sm-top__who">
            {userHref ? <a href={userHref}>{userName}</a> : userName}
            <span>{municipalityName}</span>
          </p>
          {logout}
        </nav>
      </details>
    </header>
  )
}
