/** Every teaching image there is. Recipes are made when asked for: the big ones take a moment. */
import { alpine, alpine320 } from './images/alpine.ts';
import { busybox } from './images/busybox.ts';
import { helloWorld } from './images/hello-world.ts';
import { ubuntuImages } from './images/ubuntu/ubuntu.ts';
import type { ImageRecipe } from './recipe.ts';

export const teachingImages = (): readonly ImageRecipe[] => [
  alpine(),
  alpine320(),
  busybox(),
  helloWorld(),
  ...ubuntuImages(),
];
