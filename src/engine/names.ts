/** The names that Docker invents for containers: an adjective and the surname of somebody who did something notable. */
import type { Random } from '../base/ports.ts';

const ADJECTIVES = `
admiring adoring affectionate agitated amazing angry awesome beautiful blissful
bold boring brave busy charming clever compassionate competent condescending
confident cool cranky crazy dazzling determined distracted dreamy eager ecstatic
elastic elated elegant eloquent epic exciting fervent festive flamboyant focused
friendly frosty funny gallant gifted goofy gracious great happy hardcore
heuristic hopeful hungry infallible inspiring intelligent interesting jolly
jovial keen kind laughing loving lucid magical modest musing mystifying naughty
nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive
practical priceless quirky quizzical recursing relaxed reverent romantic sad
serene sharp silly sleepy stoic strange stupefied suspicious sweet tender
thirsty trusting unruffled upbeat vibrant vigilant vigorous wizardly wonderful
xenodochial youthful zealous zen`;

const SURNAMES = `
agnesi albattani allen almeida antonelli archimedes ardinghelli aryabhata austin
babbage banach banzai bardeen bartik bassi beaver bell benz bhabha bhaskara black
blackburn blackwell bohr booth borg bose bouman boyd brahmagupta brattain brown
buck burnell cannon carson cartwright carver cerf chandrasekhar chaplygin
chatelet chatterjee chaum chebyshev clarke cohen colden cori cray curie curran
darwin davinci dewdney dhawan diffie dijkstra dirac driscoll dubinsky easley
edison einstein elbakyan elgamal elion ellis engelbart euclid euler faraday
feistel fermat fermi feynman franklin gagarin galileo galois ganguly gates gauss
germain goldberg goldstine goldwasser golick goodall gould greider grothendieck
haibt hamilton haslett hawking heisenberg hellman hermann herschel hertz
heyrovsky hodgkin hofstadter hoover hopper hugle hypatia ishizaka jackson jang
jemison jennings jepsen johnson joliot jones kalam kapitsa kare keldysh keller
kepler khayyam khorana kilby kirch knuth kowalevski lalande lamarr lamport leakey
leavitt lederberg lehmann lewin lichterman liskov lovelace lumiere mahavira
margulis matsumoto maxwell mayer mccarthy mcclintock mclaren mclean mcnulty
meitner mendel mendeleev meninsky merkle mestorf mirzakhani montalcini moore
morse moser murdock napier nash neumann newton nightingale nobel noether northcutt
noyce panini pare pascal pasteur payne perlman pike poincare poitras
proskuriakova ptolemy raman ramanujan rhodes ride riemann ritchie robinson
roentgen rosalind rubin saha sammet sanderson satoshi shamir shannon shaw shirley
shockley shtern sinoussi snyder solomon spence stonebraker sutherland swanson
swartz swirles taussig tesla tharp thompson torvalds tu turing varahamihira
vaughan villani visvesvaraya volhard weierstrass wescoff wilbur wiles williams
williamson wilson wing wozniak wright wu yalow yonath zhukovsky`;

const words = (list: string) => list.trim().split(/\s+/);

/** Read when the first name is made. */
let lists: { readonly adjectives: readonly string[]; readonly surnames: readonly string[] } | undefined;

/** A free name: up to six tries, the later ones with a digit, then `fallback`. */
export function randomName(random: Random, taken: (name: string) => boolean, fallback: string): string {
  const { adjectives, surnames } = (lists ??= { adjectives: words(ADJECTIVES), surnames: words(SURNAMES) });
  const pick = (list: readonly string[]) => {
    const [high = 0, low = 0] = random.bytes(2);
    return list[(high * 256 + low) % list.length] as string;
  };
  for (let attempt = 0; attempt < 6; attempt++) {
    let name = `${pick(adjectives)}_${pick(surnames)}`;
    while (name === 'boring_wozniak') name = `${pick(adjectives)}_${pick(surnames)}`;
    if (attempt > 0) name += (random.bytes(1)[0] as number) % 10;
    if (!taken(name)) return name;
  }
  return fallback;
}
