import { iconPaths, type IconName } from './icon-paths.tsx'

export type { IconName }

/** A lucide icon of the size of the text; hidden from screen readers unless it has a `label`. */
export function Icon({ name, label, flip, big }: { name: IconName; label?: string; flip?: boolean; big?: boolean }) {
  const className = ['ic', flip && 'ic--flip', big && 'ic--big'].filter(Boolean).join(' ')
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {iconPaths[name]}
    </svg>
  )
}
