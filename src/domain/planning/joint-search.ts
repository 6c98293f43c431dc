// Sends those who wait through the joint network along cheapest chains of moves: the exact optimum of the household rule.

import type { JointNetwork } from "./joint-network.ts";

/**
 * Places everybody who waits, so that the flow is whole and of least cost: primal-dual, in phases.
 *
 * First along arcs of reduced cost zero (a search by breadth for each, so that few people are moved); when nobody gets
 * anywhere on these, the prices are moved by the shortest distance to a place with need, which opens new arcs of cost
 * zero and keeps all others valid. No reduced cost is ever below zero, hence no cycle of negative cost: optimal.
 *
 * Work: each search meets each arc once. With w who wait there are at most 2w searches by breadth and w by distance.
 */
export function settleJointly(network: JointNetwork): void {
  const search = new JointSearch(network);
  for (;;) {
    if (!search.sendAll()) return;
    search.reprice();
  }
}

class JointSearch {
  readonly #network: JointNetwork;
  /** Node before, on the way from a row that waits. */
  readonly #before: Int32Array;
  /** Search in which a node was met last. */
  readonly #metIn: Int32Array;
  /**
   * Phase in which a node was found to lead nowhere. It stays so for the phase: no way that arrives passes such a node,
   * so none of those that are taken meanwhile opens an arc out of it.
   */
  readonly #deadIn: Int32Array;
  readonly #distance: Float64Array;
  #search = 0;
  #phase = 0;

  constructor(network: JointNetwork) {
    this.#network = network;
    this.#before = new Int32Array(network.size);
    this.#metIn = new Int32Array(network.size);
    this.#deadIn = new Int32Array(network.size);
    this.#distance = new Float64Array(network.size);
  }

  /** Sends along arcs of reduced cost zero whom it can; true = some still wait. */
  sendAll(): boolean {
    const { excess } = this.#network;
    let isWaiting = false;
    this.#phase += 1;
    for (let row = 0; row < excess.length; row += 1) {
      while (excess[row]! > 0 && this.#deadIn[row] !== this.#phase && this.#sendOne(row));
      if (excess[row]! > 0) isWaiting = true;
    }
    return isWaiting;
  }

  #sendOne(row: number): boolean {
    const queue = [row];
    this.#search += 1;
    this.#metIn[row] = this.#search;
    const found = this.#findNeed(queue);
    if (found === null) {
      for (const node of queue) this.#deadIn[node] = this.#phase;
      return false;
    }
    const path = [found];
    while (path.at(-1) !== row) path.push(this.#before[path.at(-1)!]!);
    this.#network.send(path.reverse());
    return true;
  }

  /** Breadth first along arcs of reduced cost zero; `queue` ends up with all nodes met, but for the one that is found. */
  #findNeed(queue: number[]): number | null {
    const found: number[] = [];
    let from = -1;
    const visit = (to: number, reducedCost: number): void => {
      if (reducedCost !== 0 || this.#metIn[to] === this.#search || this.#deadIn[to] === this.#phase) return;
      this.#metIn[to] = this.#search;
      this.#before[to] = from;
      if (this.#network.hasNeed(to)) found.push(to);
      else queue.push(to);
    };
    for (from of queue) {
      this.#network.visit(from, visit);
      if (found.length > 0) return found[0]!;
    }
    return null;
  }

  /** Dijkstra from all who wait to the nearest place with need; moves the prices so that its way costs zero. */
  reprice(): void {
    const { price } = this.#network;
    this.#search += 1;
    const heap = new NodeHeap();
    const settled: number[] = [];
    for (let row = 0; row < this.#network.rows; row += 1) {
      if (this.#network.excess[row]! > 0) this.#reach(heap, row, 0);
    }
    let length = 0;
    for (;;) {
      // The end takes whoever has no other place, so a place with need can always be reached.
      const { node, distance } = heap.pop();
      if (distance > this.#distance[node]!) continue;
      length = distance;
      if (this.#network.hasNeed(node)) break;
      settled.push(node);
      this.#network.visit(node, (to, reducedCost) => this.#reach(heap, to, distance + reducedCost));
    }
    for (const node of settled) price[node]! += this.#distance[node]! - length;
  }

  #reach(heap: NodeHeap, node: number, distance: number): void {
    if (this.#metIn[node] === this.#search && this.#distance[node]! <= distance) return;
    this.#metIn[node] = this.#search;
    this.#distance[node] = distance;
    heap.push(node, distance);
  }
}

/** Binary heap of nodes by distance. */
class NodeHeap {
  readonly #nodes: number[] = [];
  readonly #distances: number[] = [];

  push(node: number, distance: number): void {
    let at = this.#nodes.length;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (this.#distances[parent]! <= distance) break;
      this.#set(at, this.#nodes[parent]!, this.#distances[parent]!);
      at = parent;
    }
    this.#set(at, node, distance);
  }

  /** @throws Error when empty */
  pop(): { node: number; distance: number } {
    const node = this.#nodes[0];
    const distance = this.#distances[0];
    if (node === undefined || distance === undefined)
      throw new Error("Joint search: no place can be reached");
    const lastNode = this.#nodes.pop()!;
    const lastDistance = this.#distances.pop()!;
    if (this.#nodes.length > 0) this.#sink(lastNode, lastDistance);
    return { node, distance };
  }

  #sink(node: number, distance: number): void {
    const count = this.#nodes.length;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && this.#distances[child + 1]! < this.#distances[child]!) child += 1;
      if (this.#distances[child]! >= distance) break;
      this.#set(at, this.#nodes[child]!, this.#distances[child]!);
      at = child;
    }
    this.#set(at, node, distance);
  }

  #set(at: number, node: number, distance: number): void {
    this.#nodes[at] = node;
    this.#distances[at] = distance;
  }
}
