import { useRef, useState } from 'preact/hooks';
import { fileProblem, sizeProblem } from './picture-problem.ts';

/** A file that was chosen: looked into, fit to be uploaded, or with what is wrong with it. */
export type PictureChoice =
  | { status: 'none' }
  | { status: 'looking' }
  | { status: 'wrong'; problem: string }
  | { status: 'fit'; file: File; image: ImageBitmap };

async function lookInto(file: File): Promise<PictureChoice> {
  const problem = fileProblem(file);
  if (problem !== undefined) return { status: 'wrong', problem };
  try {
    const image = await createImageBitmap(file);
    const tooLarge = sizeProblem(image);
    if (tooLarge === undefined) return { status: 'fit', file, image };
    image.close();
    return { status: 'wrong', problem: tooLarge };
  } catch {
    return { status: 'wrong', problem: 'This file cannot be opened as a picture. Choose another one.' };
  }
}

/** The file that is chosen to be uploaded; the last one counts, however long the others take to be looked into. */
export function usePictureChoice() {
  const [choice, setChoice] = useState<PictureChoice>({ status: 'none' });
  const latest = useRef<File | undefined>(undefined);
  const choose = async (file: File | undefined) => {
    latest.current = file;
    setChoice({ status: file ? 'looking' : 'none' });
    if (file === undefined) return;
    const found = await lookInto(file);
    if (latest.current === file) setChoice(found);
  };
  return { choice, choose };
}
