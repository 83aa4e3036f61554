/** A person's text exactly as it came: every space and line break, in its own writing direction. */
export function Verbatim({
  text,
  as: Tag = 'div',
  className,
}: {
  text: string
  as?: 'div' | 'span' | 'p' | 'blockquote'
  className?: string
}) {
  return (
    <Tag className={className ? `verbatim ${className}` : 'verbatim'} dir="auto">
      {text}
    </Tag>
  )
}
