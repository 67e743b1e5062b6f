// Icons from Maki and Temaki, both CC0.
import bakeryIcon from '@mapbox/maki/icons/bakery.svg';
import bankIcon from '@mapbox/maki/icons/bank.svg';
import basketballIcon from '@mapbox/maki/icons/basketball.svg';
import busIcon from '@mapbox/maki/icons/bus.svg';
import cafeIcon from '@mapbox/maki/icons/cafe.svg';
import chargingStationIcon from '@mapbox/maki/icons/charging-station.svg';
import cinemaIcon from '@mapbox/maki/icons/cinema.svg';
import collegeIcon from '@mapbox/maki/icons/college.svg';
import commercialIcon from '@mapbox/maki/icons/commercial.svg';
import convenienceIcon from '@mapbox/maki/icons/convenience.svg';
import doctorIcon from '@mapbox/maki/icons/doctor.svg';
import fastFoodIcon from '@mapbox/maki/icons/fast-food.svg';
import fitnessCentreIcon from '@mapbox/maki/icons/fitness-centre.svg';
import floristIcon from '@mapbox/maki/icons/florist.svg';
import gardenIcon from '@mapbox/maki/icons/garden.svg';
import groceryIcon from '@mapbox/maki/icons/grocery.svg';
import hairdresserIcon from '@mapbox/maki/icons/hairdresser.svg';
import hospitalIcon from '@mapbox/maki/icons/hospital.svg';
import informationIcon from '@mapbox/maki/icons/information.svg';
import laundryIcon from '@mapbox/maki/icons/laundry.svg';
import libraryIcon from '@mapbox/maki/icons/library.svg';
import parkIcon from '@mapbox/maki/icons/park.svg';
import parkingIcon from '@mapbox/maki/icons/parking.svg';
import pharmacyIcon from '@mapbox/maki/icons/pharmacy.svg';
import playgroundIcon from '@mapbox/maki/icons/playground.svg';
import policeIcon from '@mapbox/maki/icons/police.svg';
import postIcon from '@mapbox/maki/icons/post.svg';
import railIcon from '@mapbox/maki/icons/rail.svg';
import railMetroIcon from '@mapbox/maki/icons/rail-metro.svg';
import recyclingIcon from '@mapbox/maki/icons/recycling.svg';
import residentialCommunityIcon from '@mapbox/maki/icons/residential-community.svg';
import restaurantIcon from '@mapbox/maki/icons/restaurant.svg';
import schoolIcon from '@mapbox/maki/icons/school.svg';
import shopIcon from '@mapbox/maki/icons/shop.svg';
import stadiumIcon from '@mapbox/maki/icons/stadium.svg';
import suitcaseIcon from '@mapbox/maki/icons/suitcase.svg';
import teahouseIcon from '@mapbox/maki/icons/teahouse.svg';
import theatreIcon from '@mapbox/maki/icons/theatre.svg';
import toiletIcon from '@mapbox/maki/icons/toilet.svg';
import townHallIcon from '@mapbox/maki/icons/town-hall.svg';
import veterinaryIcon from '@mapbox/maki/icons/veterinary.svg';
import wasteBasketIcon from '@mapbox/maki/icons/waste-basket.svg';
import beautySalonIcon from '@rapideditor/temaki/icons/beauty_salon.svg';
import bookStoreIcon from '@rapideditor/temaki/icons/book_store.svg';
import breadIcon from '@rapideditor/temaki/icons/bread.svg';
import grapesIcon from '@rapideditor/temaki/icons/grapes.svg';
import horizontalBarIcon from '@rapideditor/temaki/icons/horizontal_bar.svg';
import hotDrinkCupIcon from '@rapideditor/temaki/icons/hot_drink_cup.svg';
import infoBoardIcon from '@rapideditor/temaki/icons/info_board.svg';
import loungingIcon from '@rapideditor/temaki/icons/lounging.svg';
import physiotherapistIcon from '@rapideditor/temaki/icons/physiotherapist.svg';
import playStructureIcon from '@rapideditor/temaki/icons/play_structure.svg';
import portraitFramedIcon from '@rapideditor/temaki/icons/portrait_framed.svg';
import schoolIcon2 from '@rapideditor/temaki/icons/school.svg';
import shieldIcon from '@rapideditor/temaki/icons/shield.svg';
import shoppingMallIcon from '@rapideditor/temaki/icons/shopping_mall.svg';
import spaIcon from '@rapideditor/temaki/icons/spa.svg';
import springRiderIcon from '@rapideditor/temaki/icons/spring_rider.svg';
import toolsIcon from '@rapideditor/temaki/icons/tools.svg';
import vacuumIcon from '@rapideditor/temaki/icons/vacuum.svg';
import circleIcon from '@mapbox/maki/icons/circle-stroked.svg';

/** A shape in one colour, drawn on a square. */
export interface Icon {
  path: string;
  /** The side of the square. */
  size: number;
}

const ICONS: { [category: string]: Icon } = {
  community_service_centre: infoBoardIcon,
  government_service: townHallIcon,
  police: policeIcon,
  employment_service: suitcaseIcon,
  elderly_day_care: loungingIcon,
  elderly_care_centre: residentialCommunityIcon,
  community_canteen: hotDrinkCupIcon,
  health_centre: doctorIcon,
  health_station: shieldIcon,
  clinic: physiotherapistIcon,
  hospital: hospitalIcon,
  pharmacy: pharmacyIcon,
  childcare: springRiderIcon,
  kindergarten: playStructureIcon,
  primary_school: schoolIcon,
  middle_school: schoolIcon2,
  school: schoolIcon2,
  education_training: collegeIcon,
  library: libraryIcon,
  cultural_centre: theatreIcon,
  cinema: cinemaIcon,
  bookshop: bookStoreIcon,
  convenience_store: convenienceIcon,
  supermarket: groceryIcon,
  marketplace: shopIcon,
  fresh_food: grapesIcon,
  mall: shoppingMallIcon,
  shopping_street: commercialIcon,
  breakfast: breadIcon,
  restaurant: restaurantIcon,
  fast_food: fastFoodIcon,
  cafe: cafeIcon,
  tea_house: teahouseIcon,
  bakery: bakeryIcon,
  bank: bankIcon,
  post_parcel: postIcon,
  hairdresser: hairdresserIcon,
  beauty: beautySalonIcon,
  laundry: laundryIcon,
  photo_print: portraitFramedIcon,
  repair: toolsIcon,
  housekeeping: vacuumIcon,
  recycling: recyclingIcon,
  waste_sorting: wasteBasketIcon,
  flowers_gifts: floristIcon,
  pet_service: veterinaryIcon,
  wellness: spaIcon,
  tourism_service: informationIcon,
  gym: fitnessCentreIcon,
  fitness_station: horizontalBarIcon,
  sports_ground: stadiumIcon,
  ball_court: basketballIcon,
  playground: playgroundIcon,
  park: parkIcon,
  green_space: gardenIcon,
  public_toilet: toiletIcon,
  bus_stop: busIcon,
  metro_station: railMetroIcon,
  railway_station: railIcon,
  parking: parkingIcon,
  charging_station: chargingStationIcon,
};

/** The icon of a category; a circle for categories that have none. */
export function iconOf(category: string): Icon {
  return ICONS[category] || circleIcon;
}
