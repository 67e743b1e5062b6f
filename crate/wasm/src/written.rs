//! The parts that several replies are made of, each in the order in which the facade reads it.

use yike::circle::CircleItem;
use yike::engine::Look;
use yike::isochrone::Contour;
use yike::network::BackdropKind;
use yike::opening_hours::LocalTime;
use yike::services::Service;
use yike::standard::{Reach, StandardItem};

use crate::reply::Reply;

/// In the order of the facade's list.
pub fn kind_number(look: Look) -> u8 {
    match look {
        Look::Mapped(BackdropKind::Water) => 0,
        Look::Mapped(BackdropKind::Green) => 1,
        Look::Mapped(BackdropKind::Building) => 2,
        Look::Mapped(BackdropKind::Waterway) => 3,
        Look::Mapped(BackdropKind::Railway) => 4,
        Look::Mapped(BackdropKind::Coastline) => 5,
        Look::Street { .. } => 6,
    }
}

/// Minutes, area, and polygons of rings of positions.
pub fn write_contour(reply: &mut Reply, contour: &Contour) {
    reply.number(contour.minutes);
    reply.number(contour.area_m2);
    reply.number(contour.polygon_ends.len() as u32);
    let (mut ring, mut point) = (0, 0);
    for &polygon_end in &contour.polygon_ends {
        let rings = &contour.ring_ends[ring..polygon_end as usize];
        ring = polygon_end as usize;
        reply.number(rings.len() as u32);
        for &ring_end in rings {
            reply.positions(&contour.points[point..ring_end as usize]);
            point = ring_end as usize;
        }
    }
}

/// Whether a place is open: 1 for yes, 0 for no, −1 where that is not known or not asked.
pub fn open_number(engine: &mut yike::Engine, place: u32, at: Option<LocalTime>) -> yike::Result<i8> {
    let open = match at {
        Some(at) => engine.is_open(place, at)?,
        None => None,
    };
    Ok(open.map_or(-1, i8::from))
}

/// Id, seconds, metres, position, and whether it is open.
pub fn write_service(
    engine: &mut yike::Engine,
    reply: &mut Reply,
    service: &Service,
    open_at: Option<LocalTime>,
) -> yike::Result<()> {
    let open = open_number(engine, service.place, open_at)?;
    let point = engine.place(service.place)?.point;
    reply.number(service.place);
    reply.number(service.seconds());
    reply.number(service.metres());
    reply.position(point);
    reply.number(open);
    Ok(())
}

/// What was asked for, its status, how many there are, the nearest, and the nearest that may be what is asked for.
pub fn write_circle_item(
    engine: &mut yike::Engine,
    reply: &mut Reply,
    item: &CircleItem,
    open_at: Option<LocalTime>,
) -> yike::Result<()> {
    let StandardItem { name, categories, theme, note, reach, .. } = item.asked;
    for text in [&name.zh, &name.en, &theme.zh, &theme.en, &note.zh, &note.en] {
        reply.text(text);
    }
    reply.list(categories, |reply, category| reply.text(category));
    let (in_minutes, within) = match *reach {
        Reach::Minutes(minutes) => (true, minutes),
        Reach::Metres(metres) => (false, metres),
    };
    reply.flag(in_minutes);
    reply.number(within);
    reply.text(item.status.as_str());
    reply.number(item.count);
    for service in [item.nearest, item.maybe] {
        reply.flag(service.is_some());
        service.iter().try_for_each(|service| write_service(engine, reply, service, open_at))?;
    }
    Ok(())
}
