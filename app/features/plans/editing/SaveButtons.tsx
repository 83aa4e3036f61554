import { Button, Buttons } from '#app/ui/Button.tsx'

/** Saves the open part, and goes on with the next one; `act` is the value of the button, `children` what it says. */
export function SaveButtons({ act, next, children }: { act: string; next: string | null; children: string }) {
  const key = <kbd aria-hidden="true">Ctrl ↵</kbd>
  return (
    <Buttons>
      {next !== null && (
        <Button
          variant="primary-action"
          name="act"
          value={`${act}${act.includes('?') ? '&' : '?'}next=${next}`}
          data-main
        >
          Bewaar en volgende {key}
        </Button>
      )}
      <Button
        variant={next === null ? 'primary-action' : 'secondary'}
        name="act"
        value={act}
        data-main={next === null || undefined}
      >
        {children}
      </Button>
    </Buttons>
  )
}
