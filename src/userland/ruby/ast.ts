/** The syntax tree of the part of Ruby that is understood. */
import type { Value } from './values.ts';

export interface Parameter {
  readonly kind: 'required' | 'optional' | 'rest' | 'keyword' | 'keywordRest' | 'block' | 'destructured';
  readonly name: string;
  readonly fallback?: Node;
  /** Of `destructured`: `(a, b)`. */
  readonly parts?: readonly Parameter[];
}

export interface BlockNode {
  readonly parameters: readonly Parameter[];
  readonly body: Node;
}

export interface Argument {
  readonly kind: 'plain' | 'splat' | 'block' | 'pair' | 'doubleSplat';
  readonly value: Node;
  /** Of `pair`. */
  readonly key?: Node;
}

export interface Rescue {
  readonly classes: readonly Node[];
  readonly name: Node | undefined;
  readonly body: Node;
}

export type Node = { readonly line: number } & (
  | { readonly t: 'nil' | 'true' | 'false' | 'self' | 'redo' | 'retry' }
  | { readonly t: 'int'; readonly value: bigint }
  | { readonly t: 'float'; readonly value: number }
  /** A value that has been evaluated already. */
  | { readonly t: 'given'; readonly value: Value }
  | { readonly t: 'str' | 'xstr' | 'dsym'; readonly parts: readonly (string | Node)[] }
  | { readonly t: 'regex'; readonly parts: readonly (string | Node)[]; readonly flags: string }
  | { readonly t: 'sym'; readonly name: string }
  | { readonly t: 'array'; readonly items: readonly Argument[] }
  | { readonly t: 'hash'; readonly items: readonly Argument[] }
  | { readonly t: 'range'; readonly from: Node | undefined; readonly to: Node | undefined; readonly exclusive: boolean }
  | { readonly t: 'local' | 'ivar' | 'gvar' | 'cvar'; readonly name: string }
  | { readonly t: 'const'; readonly scope: Node | undefined; readonly top: boolean; readonly name: string }
  | {
      readonly t: 'call';
      readonly receiver: Node | undefined;
      readonly safe: boolean;
      readonly name: string;
      readonly args: readonly Argument[];
      readonly block: BlockNode | undefined;
      /** A bare name: it may have been meant as a variable. */
      readonly bare: boolean;
    }
  | { readonly t: 'super'; readonly args: readonly Argument[] | undefined; readonly block: BlockNode | undefined }
  | { readonly t: 'yield'; readonly args: readonly Argument[] }
  | { readonly t: 'not'; readonly value: Node }
  | { readonly t: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly t: 'defined'; readonly value: Node }
  | { readonly t: 'assign'; readonly target: Node; readonly value: Node }
  | { readonly t: 'opAssign'; readonly target: Node; readonly op: string; readonly value: Node }
  | { readonly t: 'multiAssign'; readonly targets: readonly Node[]; readonly value: Node }
  | { readonly t: 'splatTarget'; readonly target: Node }
  | { readonly t: 'tupleTarget'; readonly targets: readonly Node[] }
  | { readonly t: 'if'; readonly test: Node; readonly then: Node; readonly otherwise: Node | undefined }
  | {
      readonly t: 'while';
      readonly test: Node;
      readonly body: Node;
      readonly until: boolean;
      readonly bodyFirst: boolean;
    }
  | { readonly t: 'for'; readonly target: Node; readonly source: Node; readonly body: Node }
  | {
      readonly t: 'case';
      readonly subject: Node | undefined;
      readonly whens: readonly { readonly tests: readonly Argument[]; readonly body: Node }[];
      readonly otherwise: Node | undefined;
    }
  | {
      readonly t: 'begin';
      readonly body: Node;
      readonly rescues: readonly Rescue[];
      readonly otherwise: Node | undefined;
      readonly ensure: Node | undefined;
    }
  | { readonly t: 'seq'; readonly nodes: readonly Node[] }
  | {
      readonly t: 'def';
      readonly singleton: Node | undefined;
      readonly name: string;
      readonly parameters: readonly Parameter[];
      readonly body: Node;
    }
  | { readonly t: 'class'; readonly path: Node; readonly superclass: Node | undefined; readonly body: Node }
  | { readonly t: 'singletonClass'; readonly value: Node; readonly body: Node }
  | { readonly t: 'module'; readonly path: Node; readonly body: Node }
  | { readonly t: 'lambda'; readonly block: BlockNode }
  | { readonly t: 'return' | 'break' | 'next'; readonly value: Node | undefined }
  | { readonly t: 'alias'; readonly to: string; readonly from: string }
);

export type NodeOf<T extends Node['t']> = Extract<Node, { readonly t: T }>;
