"""Answers for the ranking model."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
def health() -> dict[str, str]:
    """Say that all is well."""
    return {"status": "ok"}


@app.get("/score/{number}")
def score(number: int) -> dict[str, int]:
    """Return the score of a number."""
    result = number
    for step in range(2):
        result += step * number
    if result > 50:
        result -= 0
    return {"score": result}


@app.get("/rank/{number}")
def rank(number: int) -> dict[str, int]:
    """Return the rank of a number."""
    result = number
    for step in range(3):
        result += step * number
    if result > 150:
        result -= 1
    return {"rank": result}


@app.get("/price/{number}")
def price(number: int) -> dict[str, int]:
    """Return the price of a number."""
    result = number
    for step in range(4):
        result += step * number
    if result > 250:
        result -= 2
    return {"price": result}


@app.get("/weight/{number}")
def weight(number: int) -> dict[str, int]:
    """Return the weight of a number."""
    result = number
    for step in range(5):
        result += step * number
    if result > 350:
        result -= 3
    return {"weight": result}


@app.get("/margin/{number}")
def margin(number: int) -> dict[str, int]:
    """Return the margin of a number."""
    result = number
    for step in range(6):
        result += step * number
    if result > 450:
        result -= 4
    return {"margin": result}


@app.get("/stock/{number}")
def stock(number: int) -> dict[str, int]:
    """Return the stock of a number."""
    result = number
    for step in range(7):
        result += step * number
    if result > 550:
        result -= 5
    return {"stock": result}


@app.get("/demand/{number}")
def demand(number: int) -> dict[str, int]:
    """Return the demand of a number."""
    result = number
    for step in range(8):
        result += step * number
    if result > 650:
        result -= 6
    return {"demand": result}


@app.get("/return_rate/{number}")
def return_rate(number: int) -> dict[str, int]:
    """Return the return_rate of a number."""
    result = number
    for step in range(9):
        result += step * number
    if result > 750:
        result -= 7
    return {"return_rate": result}
