import { paths } from '#app/paths.ts'
/** A whole page for an error: what happened, what is safe, what to do. */
export function ErrorPage({
  status,
  message,
  home = paths.public.home(),
}: {
  status: number
  message: string
  home?: string
}) {
  const { title, text } = words(status, message)
  return (
    <main id="inhoud" tabIndex={-1} className="wrap error-page">
      <h1>{title}</h1>
      <p className="lede">{text}</p>
      <p>
        <a className="go" href={home}>
          Naar de startpagina
        </a>
      </p>
    </main>
  )
}

function words(status: number, message: string): { title: string; text: string } {
  if (status === 404) {
    return {
      title: 'Deze pagina is er niet',
      text: 'Misschien klopt het adres niet, of is de pagina weggehaald. Op de startpagina ziet u alle plannen.',
    }
  }
  if (status === 403) return { title: 'Dat mag niet', text: message }
  if (status === 409) return { title: 'Dit kan nu niet', text: message }
  if (status === 503) return { title: 'Het is nu druk', text: message }
  if (status >= 500) {
    const text = 'Dat ligt aan ons. Wat u eerder hebt verstuurd, is bewaard. Ga terug en probeer het nog een keer.'
    return { title: 'Er ging iets mis', text: message === '' ? text : `${text} ${message}` }
  }
  return { title: 'Dit kan niet', text: message }
}
