import { useLayoutEffect, useRef } from 'preact/hooks';

const SIDE = 480;

/** A picture that is not uploaded yet, cut to a square as the shop shows it. */
export function PicturePreview({ image }: { image: ImageBitmap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  // Drawn, because the content policy lets no page show a picture that has no address on this site.
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    const side = Math.min(image.width, image.height);
    const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
    context?.clearRect(0, 0, SIDE, SIDE);
    context?.drawImage(image, left, top, side, side, 0, 0, SIDE, SIDE);
  }, [image]);
  return (
    <canvas
      class="picture"
      ref={canvas}
      width={SIDE}
      height={SIDE}
      role="img"
      aria-label="The picture that is chosen"
    />
  );
}
