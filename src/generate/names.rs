//! Names of people, all different, and of classes.

use std::collections::BTreeSet;

use super::dice::Dice;

const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚";
const ONE: &str = "芳敏静丽强磊洋艳勇军杰娟涛超霞平刚辉玲桂英梅鹏飞燕波莉兰凤琴云莲真雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞";
const FIRST: &str = "雅晓思文志建国海春秋明慧淑秀美玉雨子梓宇浩俊家立永正新天德光红少世";
const SECOND: &str = "婷华宁轩琪萍峰斌伟健东梅洁颖倩辰欣怡然彤瑶林森楠琳岩松毅博昊茹萌蓉薇鑫";

/// Deals out names, each once.
pub(super) struct Names {
    used: BTreeSet<String>,
}

impl Names {
    pub(super) fn new() -> Self {
        Self { used: BTreeSet::new() }
    }

    /// Somebody has this name already.
    pub(super) fn take(&mut self, name: &str) {
        self.used.insert(name.to_owned());
    }

    /// A name that nobody has yet.
    pub(super) fn draw(&mut self, dice: &mut Dice) -> String {
        let letter = |dice: &mut Dice, letters: &str| {
            let letters: Vec<char> = letters.chars().collect();
            dice.pick(&letters).copied().unwrap_or('王')
        };
        loop {
            let mut name = String::from(letter(dice, SURNAMES));
            if dice.percent(35) {
                name.push(letter(dice, ONE));
            } else {
                name.push(letter(dice, FIRST));
                name.push(letter(dice, SECOND));
            }
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// `三2班`: class `number` of `grade`.
pub(super) fn class(grade: u8, number: usize) -> String {
    let numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    format!("{}{number}班", numerals.get(usize::from(grade)).unwrap_or(&"零"))
}
