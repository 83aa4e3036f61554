import { paths } from '#app/paths.ts'
/** The hunebed: two stones that carry a third. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 52 42"
      width="42"
      height="34"
      aria-hidden="true"
      focusable="false"
      fill="currentColor"
    >
      <path d="M3 13.5C2.4 8.2 9 4.6 17.5 3.2c9-1.5 22-1.4 28 1.6 4.2 2.1 5 6.2 2.6 8.9-2.6 2.9-9.4 3.1-16.5 3.3-8.5.3-16.8 1-22.6.6C5.3 17.3 3.4 16.5 3 13.5Z" />
      <path d="M8 37.5c-1.9-5.6-.4-13 3.2-15.6 2.7-1.9 6.8-1.4 8.3 1.6 2.1 4.2 2 11.4.3 14.3-1.7 2.8-10.6 3.3-11.8-.3Z" />
      <path d="M31.5 38c-1.8-4.6-1.5-12 1.7-15 2.6-2.4 7.6-2.3 9.6.7 2.6 3.9 3.1 10.5 1.4 13.7-1.7 3.1-11.4 4-12.7.6Z" />
    </svg>
  )
}

/** Logo, name of the platform and of the municipality; links to the home page. */
export function Brand({ municipalityName, href = paths.public.home() }: { municipalityName: string; href?: string }) {
  return (
    <a className="sm-brand" href={href}>
      <Logo />
      <span>
        <b>Saomen</b>
        <span>{municipalityName}</span>
      </span>
    </a>
  )
}
