import { paths } from '#app/paths.ts'
import { Button, Buttons, GoLink } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/FormParts.tsx'
import type { InterruptedPost } from './interrupted-post.ts'

/** After logging in again: everything that was written, ready to be sent to where it was going. */
export function ResumeForm({ post }: { post: InterruptedPost }) {
  return (
    <form className="form" method="post" action={post.path} encType="multipart/form-data">
      <h1>{post.needsSecondStep ? 'Nog één ding eerst' : 'U bent weer ingelogd'}</h1>
      <p className="lede">Wat u schreef is er nog, maar het is nog niet opgeslagen.</p>
      {post.needsSecondStep && (
        <Notice kind="warn" title="Zet inloggen in twee stappen aan" live>
          <p>
            Voor uw taken is dat nodig.{' '}
            <a href={paths.public.secondStep()} target="_blank" rel="noreferrer">
              Doe het in een nieuw tabblad
            </a>
            , en kom dan hier terug om te bewaren.
          </p>
        </Notice>
      )}
      {post.filesLost && (
        <Notice kind="warn" title="Het bestand kon niet mee">
          Kies het op de volgende pagina opnieuw.
        </Notice>
      )}
      {post.passwordLost && (
        <Notice kind="warn" title="Wachtwoorden bewaren wij niet">
          Vul uw wachtwoorden op de volgende pagina opnieuw in.
        </Notice>
      )}
      {post.fields.map(([name, value], at) => (
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <Buttons>
        <Button variant="primary-action">Bewaar alsnog</Button>
        <GoLink href={post.path}>Ga terug zonder te bewaren</GoLink>
      </Buttons>
    </form>
  )
}
