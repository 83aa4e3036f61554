import { GoLink } from '#app/ui/Button.tsx'

/** Where words that were elsewhere stand now, each place with what it says; nothing when they are gone. */
export function PlacesNow({
  places,
}: {
  places: readonly { id: string; number: number; section: string; href: string; text: string }[]
}) {
  if (places.length === 0) return null
  return (
    <ul className="went-now">
      {places.map((place) => (
        <li key={place.id}>
          <GoLink href={place.href} arrow>
            Alinea {place.number}, {place.section}
          </GoLink>
          <p className="lines">{place.text}</p>
        </li>
      ))}
    </ul>
  )
}
