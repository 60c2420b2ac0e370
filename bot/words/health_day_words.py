"""What is said on a health day: its name, and one line from the lessons, or a friendly word. Knows no dates."""

from bot.wording import Words
from bot.words.vocabulary import mark

# Facts as in the weekly lessons, and of their sources (locales/<language>/lessons); where those say nothing, none is given.
DAYS = {
    "leprosy": (
        mark("World Leprosy Day"),
        mark("Be kind to those who had it. A neighbour stays a neighbour."),
    ),
    "cancer": (
        mark("World Cancer Day"),
        mark("Found early, treated early: join the screening when it comes to your village."),
    ),
    "ears": (
        mark("Ear Care Day"),
        mark("Do not poke in your ears, and have your hearing tested."),
    ),
    "kidneys": (
        mark("World Kidney Day"),
        mark("Pressure and sugar under control protect the kidneys. Have your urine tested once a year."),
    ),
    "sleep": (
        mark("World Sleep Day"),
        mark("Seven to eight hours a night, to bed and up at the same time."),
    ),
    "tuberculosis": (
        mark("World Tuberculosis Day"),
        mark("Coughing for two weeks or longer? Have your lungs looked at."),
    ),
    "clean_home_month": (
        mark("The month of clean homes"),
        mark("Tip out standing water, and mosquitoes have nowhere to breed."),
    ),
    "world_health": (
        mark("World Health Day"),
        mark("From 65 on there is one free check-up a year. Have you been?"),
    ),
    "parkinson": (
        mark("World Parkinson's Day"),
        mark("Today we think of the neighbours who live with it. Give them a hand, and a little time."),
    ),
    "cancer_week": (
        mark("The week against cancer begins"),
        mark("Give up smoking, be vaccinated, join the screening."),
    ),
    "vaccines": (
        mark("Vaccination Day"),
        mark("Vaccines are not only for children: from 65 on, ask about influenza and pneumonia."),
    ),
    "work_week": (
        mark("The week of health at work"),
        mark("Spraying the fields? Mask, gloves, and the wind in your back."),
    ),
    "asthma": (
        mark("World Asthma Day"),
        mark("Keep your inhaler with you, and away from what brings it on."),
    ),
    "red_cross": (
        mark("Red Cross Day"),
        mark("Thank you to everyone who helps a neighbour."),
    ),
    "disasters": (
        mark("Disaster Day and Nurses' Day"),
        mark("Do you know the way out, and the place to meet? And thank you, nurses."),
    ),
    "iodine": (
        mark("Iodine Day"),
        mark("Today is about the iodine in our salt. Questions? The village doctor knows."),
    ),
    "pressure_world": (
        mark("World Hypertension Day"),
        mark("Do you know your blood pressure? From 140/90 at the clinic, or 135/85 at home, it is high."),
    ),
    "nutrition_week": (
        mark("The week of good food begins"),
        mark("Twelve kinds of food a day, twenty-five a week."),
    ),
    "breastfeeding_day": (
        mark("Breastfeeding Day"),
        mark("The first six months, mother's milk alone is enough."),
    ),
    "smoking": (
        mark("World No Tobacco Day"),
        mark("It is never too late to stop. Help is at 12320."),
    ),
    "literacy_month": (
        mark("The month of knowing about health"),
        mark("One lesson a week here. How many do you still know?"),
    ),
    "eyes": (
        mark("Eye Care Day"),
        mark("With diabetes, have the back of the eye looked at once a year."),
    ),
    "blood": (
        mark("World Blood Donor Day"),
        mark("Thank you to everyone who gives blood."),
    ),
    "drugs": (
        mark("Day against Drugs"),
        mark("Keep away from drugs, and tell the children why."),
    ),
    "hepatitis": (
        mark("World Hepatitis Day"),
        mark("Hepatitis B is not passed on by eating together. A blood test tells."),
    ),
    "breastfeeding_week": (
        mark("The week of breastfeeding begins"),
        mark("A mother who feeds her child needs rest, and a helping hand."),
    ),
    "sport": (
        mark("The day we all move"),
        mark("150 minutes a week, as brisk as you can still talk."),
    ),
    "lifestyle": (
        mark("Healthy Living Day"),
        mark("Five grams of salt, 25 to 30 of oil, under 25 of sugar a day."),
    ),
    "suicide": (
        mark("World Suicide Prevention Day"),
        mark("If it is heavy, say it to somebody. 12356 listens."),
    ),
    "teeth": (
        mark("Love Your Teeth Day"),
        mark("Brush twice a day, and let somebody look at them once a year."),
    ),
    "dementia": (
        mark("World Alzheimer's Day"),
        mark("If somebody forgets more and more, see a doctor early, and be patient."),
    ),
    "rabies": (
        mark("World Rabies Day"),
        mark("Bitten? Wash for fifteen minutes with soap and water, then to the clinic at once."),
    ),
    "heart": (
        mark("World Heart Day"),
        mark("Chest pain for more than fifteen minutes: 120 at once."),
    ),
    "pressure_china": (
        mark("Hypertension Day"),
        mark("Measure seven days, and take the numbers to the doctor."),
    ),
    "mind": (
        mark("World Mental Health Day"),
        mark("A mind can be ill like a body, and can be helped. 12356 listens."),
    ),
    "joints": (
        mark("World Arthritis Day"),
        mark("It grows cold: keep your knees warm."),
    ),
    "hands": (
        mark("Global Handwashing Day"),
        mark("Soap, twenty seconds, seven steps."),
    ),
    "bones": (
        mark("World Osteoporosis Day"),
        mark("Milk, sun, and nothing lying about to trip over."),
    ),
    "stroke": (
        mark("World Stroke Day"),
        mark("Face crooked, one arm weak, speech unclear: 120 at once."),
    ),
    "diabetes": (
        mark("World Diabetes Day"),
        mark("From 35 on, have your blood sugar tested."),
    ),
    "lungs": (
        mark("World COPD Day"),
        mark("Coughing and short of breath for long? Have your lungs tested."),
    ),
    "heart_attack": (
        mark("Day of the quick heart"),
        mark("Chest pain for more than fifteen minutes: 120 at once."),
    ),
    "hiv": (
        mark("World AIDS Day"),
        mark("Eating together and shaking hands pass nothing on. Be kind."),
    ),
}


def told(words: Words, name: str) -> str:
    """A day's name and its line. Raises KeyError for a day without words."""
    title, line = DAYS[name]
    return f"📅 <b>{words(title)}</b>\n{words(line)}"
