//! What `npm run bench` times by itself, as `crate/engine/benches` does natively: built only for that.

use wasm_bindgen::prelude::*;
use yike::Engine;
use yike::costs::Costs;
use yike::grid::LonLat;
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::search::{PathTree, Seed};

use crate::thrown;

/// Searches from origins that are snapped to their streets already.
#[wasm_bindgen]
pub struct Searches {
    engine: Engine,
    costs: Costs,
    tree: PathTree,
    seeds: Vec<Seed>,
}

#[wasm_bindgen]
impl Searches {
    /// Opens and decodes a graph file and snaps origins, given as longitudes and latitudes in turns.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, profile: &str, origins: &[f64]) -> Result<Searches, JsValue> {
        let mut engine = Engine::open(bytes).map_err(thrown)?;
        engine.load_whole().map_err(thrown)?;
        let profile = Profile::named(profile).map_err(thrown)?;
        let direction = Direction::From;
        let costs = Costs::new(engine.graph(), &profile, direction);
        let (origins, _) = origins.as_chunks();
        let seeds = origins.iter().map(|&[lon, lat]| {
            let question = Question { origin: LonLat::new(lon, lat)?, profile, direction };
            Ok(engine.snap(&question)?.seed(&costs))
        });
        let seeds = seeds.collect::<yike::Result<_>>().map_err(thrown)?;
        Ok(Self { engine, costs, tree: PathTree::new(), seeds })
    }

    /// Searches from one of the origins, by its index.
    pub fn search(&mut self, origin: usize, limit_ms: u32) {
        self.tree.search(self.engine.graph(), &self.costs, &[self.seeds[origin]], limit_ms);
    }

    /// How many nodes the last search settled.
    pub fn settled_count(&self) -> usize {
        self.tree.settled().count()
    }
}
