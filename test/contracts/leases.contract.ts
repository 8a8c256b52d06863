import type { Leases } from '../../orchestrator/storage/ports.ts';

/** What all leases keep to. `open` gives leases that nobody ever took. */
export function describeLeases(name: string, open: () => Promise<Leases>): void {
  describe(`the leases: ${name}`, () => {
    let leases: Leases;
    beforeEach(async () => void (leases = await open()));
    const taken = async (holder: string) => {
      const lease = await leases.take('port', await leases.read('port'), holder, `http://${holder}`);
      if (!lease) throw new Error(`${holder} did not get the lease`);
      return lease;
    };

    it('nobody holds what was never taken; who takes it is read by all', async () => {
      expect(await leases.read('port')).toBeNull();
      const lease = await taken('a');
      expect(lease).toEqual({ name: 'port', term: 1, holder: 'a', address: 'http://a', beat: 0 });
      expect(await leases.read('port')).toEqual(lease);
      expect(await leases.read('another')).toBeNull();
    });

    it('of many who take what they all saw, one gets it', async () => {
      const race = async () => {
        const seen = await leases.read('port');
        const got = await Promise.all(
          ['a', 'b', 'c', 'd', 'e'].map((each) => leases.take('port', seen, each, `http://${each}`)),
        );
        return got.filter((lease) => lease !== null);
      };
      expect(await race()).toHaveLength(1);
      const second = await race();
      expect(second).toHaveLength(1);
      expect(await leases.read('port')).toEqual(second[0]);
      expect(second[0]?.term).toBe(2);
    });

    it('a beat is seen by all, and whoever saw the one before takes nothing', async () => {
      const lease = await taken('a');
      expect([await leases.beat(lease), await leases.beat(lease)]).toEqual([true, true]);
      expect(await leases.read('port')).toMatchObject({ term: 1, holder: 'a', beat: 2 });
      expect(await leases.take('port', lease, 'b', 'http://b')).toBeNull();
      expect(await leases.read('port')).toMatchObject({ holder: 'a', beat: 2 });
    });

    it('who has lost a lease can neither raise it nor give it up, also under its own name', async () => {
      const first = await taken('a');
      const second = await taken('a');
      expect(second.term).toBe(2);
      expect(await leases.beat(first)).toBe(false);
      await leases.giveUp(first);
      expect(await leases.read('port')).toMatchObject({ term: 2, holder: 'a', beat: 0 });
      expect(await leases.beat(second)).toBe(true);
    });

    it("a lease given up is nobody's, and its terms go on", async () => {
      const lease = await taken('a');
      await leases.giveUp(lease);
      expect(await leases.read('port')).toMatchObject({ term: 1, holder: null, address: null });
      expect(await leases.beat(lease)).toBe(false);
      expect(await taken('b')).toMatchObject({ term: 2, holder: 'b', beat: 0 });
    });
  });
}
